package dev.hotreload.admission;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import dev.hotreload.patch.PodPatch;
import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The webhook without its server: an AdmissionReview's bytes in, an answer out. Decides from the request alone and has
 * no side effect.
 */
public final class AdmissionHandler {

    /** The kubelet marks with it the API server's copy of a static pod. */
    private static final String MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

    // A field given twice is read as one thing by the streaming walk and as another by a tree: no patch for those.
    private static final JsonMapper TREE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final Supplier<Policy> policy;

    /** Takes the policy, which is asked for anew with every request. */
    public AdmissionHandler(Supplier<Policy> policy) {
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
            Response outcome = new Review(request, body, policy.get()).outcome();
            return new AdmissionResult.Reviewed(outcome, AdmissionReviewWriter.write(outcome));
        } catch (RuntimeException | StackOverflowError e) {
            return new AdmissionResult.Failed(request.uid(), e);
        }
    }

    /** One request on its way. */
    private record Review(AdmissionRequest request, byte[] body, Policy policy) {

        Response outcome() {
            if (!request.podCreation()) {
                return plain(DecisionKind.SKIPPED, policy.mode(), Reason.NOT_POD_CREATION, Optional.empty());
            }
            if (request.pod() instanceof PodReader.Result.Unreadable unreadable) {
                return plain(
                        DecisionKind.ERROR, policy.mode(), Reason.UNREADABLE_POD, Optional.of(unreadable.problem()));
            }
            Pod pod = ((PodReader.Result.Parsed) request.pod()).pod();
            Policy.AppliedMode choice = policy.modeFor(pod, request.namespace());
            if (Optional.ofNullable(pod.getMetadata().getAnnotations())
                    .orElse(Map.of())
                    .containsKey(MIRROR_ANNOTATION)) {
                return plain(DecisionKind.SKIPPED, choice.mode(), Reason.MIRROR_POD, Optional.empty());
            }
            if (choice.mode() == Mode.OFF) {
                return plain(DecisionKind.SKIPPED, choice.mode(), Reason.MODE_OFF, Optional.empty());
            }
            PodDecider decider = new PodDecider(policy.flags());
            Decision decision = decider.decide(pod);
            if (!decision.isPatch()) {
                return decided(decision, choice, Optional.empty());
            }
            PodPatch patch = patch(decision, decider);
            return patch instanceof PodPatch.Sound sound
                    ? decided(decision, choice, Optional.of(sound))
                    : plain(
                            DecisionKind.ERROR,
                            choice.mode(),
                            Reason.PATCH_CHECK_FAILED,
                            Optional.of(((PodPatch.Unsound) patch).why()));
        }

        private PodPatch patch(Decision decision, PodDecider decider) {
            try {
                JsonNode pod = TREE.readTree(body).path("request").path("object");
                return PodPatch.of(pod, decision, decider);
            } catch (IOException e) {
                return new PodPatch.Unsound("a field is given twice");
            }
        }

        private Response plain(DecisionKind disposition, Mode mode, Reason reason, Optional<String> problem) {
            return new Response(
                    request, disposition, mode, List.of(reason), List.of(), List.of(), Optional.empty(), problem);
        }

        private Response decided(Decision decision, Policy.AppliedMode choice, Optional<PodPatch.Sound> patch) {
            Optional<byte[]> sent = patch.filter(sound -> choice.mode() == Mode.ENFORCE)
                    .map(sound -> sound.operations().toString().getBytes(StandardCharsets.UTF_8));
            return new Response(
                    request,
                    DecisionKind.of(decision, choice.mode()),
                    choice.mode(),
                    Response.reasons(decision, choice.invalid()),
                    Response.flags(decision),
                    Warnings.of(choice.invalid(), decision, choice.mode()),
                    sent,
                    Optional.empty());
        }
    }
}
