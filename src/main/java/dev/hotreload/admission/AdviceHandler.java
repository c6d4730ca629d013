package dev.hotreload.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import dev.hotreload.pod.PodReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tells the person who applies a workload what the webhook will do to its pods, and how to make that unnecessary: warnings are
 * seen by who creates the pod, and that is a controller. Never a patch.
 */
public final class AdviceHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Policy> policy;

    /** Takes the policy, which is asked for anew with every request. */
    public AdviceHandler(Supplier<Policy> policy) {
        this.policy = policy;
    }

    /** Answers one body. Never throws. */
    public AdmissionResult handle(byte[] body) {
        AdmissionReviewReader.Result read = AdmissionReviewReader.read(body);
        if (read instanceof AdmissionReviewReader.Result.Refused refused) {
            return new AdmissionResult.Refused(refused.problem());
        }
        AdmissionRequest request = ((AdmissionReviewReader.Result.Accepted) read).request();
        try {
            Response outcome = outcome(request, JSON.readTree(body).at("/request/object"), policy.get());
            return new AdmissionResult.Reviewed(outcome, AdmissionReviewWriter.write(outcome));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new AdmissionResult.Failed(request.uid(), e);
        }
    }

    private static Response outcome(AdmissionRequest request, JsonNode workload, Policy policy) {
        JsonNode template = workload.at("/spec/template");
        if (!template.isObject()) {
            return skipped(request, policy.mode(), Reason.NOT_POD_CREATION);
        }
        if (!(PodReader.read(PodReader.ofTemplate(template)) instanceof PodReader.Result.Parsed parsed)) {
            return skipped(request, policy.mode(), Reason.UNREADABLE_POD);
        }
        Policy.AppliedMode choice = policy.modeFor(parsed.pod(), request.namespace());
        if (choice.mode() == Mode.OFF) {
            return skipped(request, choice.mode(), Reason.MODE_OFF);
        }
        Decision decision = new PodDecider(policy.flags()).decide(parsed.pod());
        return new Response(
                request,
                DecisionKind.of(decision, Mode.AUDIT),
                choice.mode(),
                Response.reasons(decision, choice.invalid()),
                Response.flags(decision),
                Warnings.ofTemplate(labels(workload), choice.invalid(), decision, choice.mode()),
                Optional.empty(),
                Optional.empty());
    }

    private static Response skipped(AdmissionRequest request, Mode mode, Reason reason) {
        return new Response(
                request,
                DecisionKind.SKIPPED,
                mode,
                List.of(reason),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<String, String> labels(JsonNode workload) {
        Map<String, String> labels = new TreeMap<>();
        workload.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
