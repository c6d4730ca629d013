package dev.hotreload.admission;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.PodReviewer;
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
    public Answer handle(byte[] body) {
        ReviewReader.Result read = ReviewReader.read(body);
        if (read instanceof ReviewReader.Result.Refused refused) {
            return new Answer.Refused(refused.problem());
        }
        AdmissionRequest request = ((ReviewReader.Result.Accepted) read).request();
        try {
            Outcome outcome = new Review(request, body, policy.get()).outcome();
            return new Answer.Reviewed(outcome, ReviewWriter.write(outcome));
        } catch (RuntimeException | StackOverflowError e) {
            return new Answer.Failed(request.uid(), e);
        }
    }

    /** One request on its way. */
    private record Review(AdmissionRequest request, byte[] body, Policy policy) {

        Outcome outcome() {
            if (!request.podCreation()) {
                return plain(Disposition.SKIPPED, policy.mode(), Reason.NOT_POD_CREATION, Optional.empty());
            }
            if (request.pod() instanceof PodReader.Result.Unreadable unreadable) {
                return plain(
                        Disposition.ERROR, policy.mode(), Reason.UNREADABLE_POD, Optional.of(unreadable.problem()));
            }
            Pod pod = ((PodReader.Result.Parsed) request.pod()).pod();
            Policy.Choice choice = policy.modeFor(pod, request.namespace());
            if (Optional.ofNullable(pod.getMetadata().getAnnotations())
                    .orElse(Map.of())
                    .containsKey(MIRROR_ANNOTATION)) {
                return plain(Disposition.SKIPPED, choice.mode(), Reason.MIRROR_POD, Optional.empty());
            }
            if (choice.mode() == Mode.OFF) {
                return plain(Disposition.SKIPPED, choice.mode(), Reason.MODE_OFF, Optional.empty());
            }
            PodReviewer reviewer = new PodReviewer(policy.flags());
            Decision decision = reviewer.review(pod);
            if (!decision.isPatch()) {
                return decided(decision, choice, Optional.empty());
            }
            PodPatch patch = patch(decision, reviewer);
            return patch instanceof PodPatch.Sound sound
                    ? decided(decision, choice, Optional.of(sound))
                    : plain(
                            Disposition.ERROR,
                            choice.mode(),
                            Reason.PATCH_CHECK_FAILED,
                            Optional.of(((PodPatch.Unsound) patch).why()));
        }

        private PodPatch patch(Decision decision, PodReviewer reviewer) {
            try {
                JsonNode pod = TREE.readTree(body).path("request").path("object");
                return PodPatch.of(pod, decision, reviewer);
            } catch (IOException e) {
                return new PodPatch.Unsound("a field is given twice");
            }
        }

        private Outcome plain(Disposition disposition, Mode mode, Reason reason, Optional<String> problem) {
            return new Outcome(
                    request, disposition, mode, List.of(reason), List.of(), List.of(), Optional.empty(), problem);
        }

        private Outcome decided(Decision decision, Policy.Choice choice, Optional<PodPatch.Sound> patch) {
            Optional<byte[]> sent = patch.filter(sound -> choice.mode() == Mode.ENFORCE)
                    .map(sound -> sound.operations().toString().getBytes(StandardCharsets.UTF_8));
            return new Outcome(
                    request,
                    Disposition.of(decision, choice.mode()),
                    choice.mode(),
                    Outcome.reasons(decision, choice.invalid()),
                    Outcome.flags(decision),
                    Warnings.of(choice.invalid(), decision, choice.mode()),
                    sent,
                    Optional.empty());
        }
    }
}
