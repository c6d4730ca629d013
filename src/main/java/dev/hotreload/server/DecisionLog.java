package dev.hotreload.server;

import dev.hotreload.admission.AdmissionRequest;
import dev.hotreload.admission.DecisionKind;
import dev.hotreload.admission.Response;
import dev.hotreload.background.UnexpectedFailure;
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

/**
 * One line for each decision that is not a plain skip. It holds names and codes, and nothing else of a pod. A flood of
 * reviews writes a limited number of lines.
 */
final class DecisionLog {

    /** The logger of the warm-up, whose lines are made and written nowhere. */
    static final String REHEARSAL = "dev.hotreload.rehearsal";

    private static final Logger LOG = LoggerFactory.getLogger("dev.hotreload.decision");
    private static final Logger REHEARSED = LoggerFactory.getLogger(REHEARSAL);

    private static final LineBudget BUDGET = new LineBudget(100, 2_000, System::nanoTime);

    private DecisionLog() {}

    static void responded(Response response, Duration took, Optional<TraceParent> trace) {
        responded(LOG, response, took, trace);
    }

    /** Makes the line of a response without writing it, so that the first one that is written does not take longer. */
    static void rehearse(Response response, Duration took, Optional<TraceParent> trace) {
        responded(REHEARSED, response, took, trace);
    }

    private static void responded(Logger log, Response response, Duration took, Optional<TraceParent> trace) {
        if (response.summary().decision() == DecisionKind.SKIPPED
                && response.warnings().isEmpty()) {
            return;
        }
        AdmissionRequest request = response.request();
        boolean error = response.summary().decision() == DecisionKind.ERROR;
        LoggingEventBuilder line = (error ? log.atError() : log.atInfo())
                .addKeyValue("uid", request.uid())
                .addKeyValue("namespace", request.namespace());
        line = named(line, request.metadata());
        traced(withSuppressed(line), trace)
                .addKeyValue("decision", response.summary().decision())
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
                .addKeyValue("durationMicros", TimeUnit.NANOSECONDS.toMicros(took.toNanos()))
                .log(response.problem().orElse("Reviewed"));
    }

    static void failed(String uid, Throwable failure, Optional<TraceParent> trace) {
        if (BUDGET.takeLine()) {
            traced(withSuppressed(UnexpectedFailure.log(LOG, failure)), trace)
                    .addKeyValue("uid", uid)
                    .log("Internal error in a review; " + UnexpectedFailure.PLEASE_REPORT);
        }
    }

    private static LoggingEventBuilder withSuppressed(LoggingEventBuilder line) {
        long suppressed = BUDGET.takeSuppressed();
        return suppressed == 0 ? line : line.addKeyValue("suppressedLines", suppressed);
    }

    private static LoggingEventBuilder traced(LoggingEventBuilder line, Optional<TraceParent> trace) {
        return trace.map(known -> line.addKeyValue("traceId", known.traceId())).orElse(line);
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
