package dev.hotreload.server;

import dev.hotreload.admission.AdmissionRequest;
import dev.hotreload.admission.DecisionKind;
import dev.hotreload.admission.Response;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Reason;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each decision that is not a plain skip. Holds names and codes, and nothing else of a pod. */
final class DecisionLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.hotreload.decision");

    private DecisionLog() {}

    static void responded(Response response, Duration took) {
        boolean error = response.summary().decision() == DecisionKind.ERROR;
        if (response.summary().decision() == DecisionKind.SKIPPED
                && response.warnings().isEmpty()) {
            return;
        }
        AdmissionRequest request = response.request();
        LoggingEventBuilder line = (error ? LOG.atError() : LOG.atInfo())
                .addKeyValue("uid", request.uid())
                .addKeyValue("namespace", request.namespace());
        line = named(line, request.metadata());
        line = line.addKeyValue("decision", response.summary().decision())
                .addKeyValue(
                        "reasons",
                        response.summary().reasons().stream().map(Reason::code).collect(Collectors.joining(",")))
                .addKeyValue(
                        "flags",
                        response.summary().flags().stream()
                                .map(ManagedFlag::argument)
                                .collect(Collectors.joining(",")))
                .addKeyValue("mode", response.summary().mode())
                .addKeyValue("dryRun", request.dryRun())
                .addKeyValue("durationMicros", TimeUnit.NANOSECONDS.toMicros(took.toNanos()));
        line.log(response.problem().orElse("Reviewed"));
    }

    /** A bug: the line tells where, and not what, because messages of exceptions may hold a piece of the object. */
    static void failed(String uid, Throwable cause) {
        LOG.atError()
                .addKeyValue("uid", uid)
                .addKeyValue("error", cause.getClass().getName())
                .addKeyValue(
                        "at", List.of(cause.getStackTrace()).stream().limit(8).toList())
                .log("A review failed by a bug of ours; please report this line");
    }

    private static LoggingEventBuilder named(LoggingEventBuilder line, Optional<ObjectMeta> metadata) {
        return metadata.map(known -> names(line, known)).orElse(line);
    }

    private static LoggingEventBuilder names(LoggingEventBuilder line, ObjectMeta metadata) {
        LoggingEventBuilder named = metadata.getName() == null
                ? line.addKeyValue("generateName", metadata.getGenerateName())
                : line.addKeyValue("name", metadata.getName());
        List<OwnerReference> owners = metadata.getOwnerReferences();
        return owners.isEmpty()
                ? named
                : named.addKeyValue("ownerKind", owners.get(0).getKind())
                        .addKeyValue("ownerName", owners.get(0).getName());
    }
}
