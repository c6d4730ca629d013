package dev.hotreload.admission;

import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import dev.hotreload.patch.PodPatch;
import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The webhook without its server: an AdmissionReview's bytes in, a response out. Decides from the request alone and has
 * no side effect.
 *
 * <pre>{@code
 * AdmissionResult result = AdmissionHandler.ofPods(() -> Policy.DEFAULT).handle(body);
 * }</pre>
 */
public final class AdmissionHandler {

    private final Subject subject;
    private final Supplier<Policy> policy;

    private AdmissionHandler(Subject subject, Supplier<Policy> policy) {
        this.subject = subject;
        this.policy = policy;
    }

    /** Returns the handler that patches pods; it asks for the policy with every request. */
    public static AdmissionHandler ofPods(Supplier<Policy> policy) {
        return new AdmissionHandler(Subject.POD, policy);
    }

    /**
     * Returns the handler that advises on workloads. The warnings for a pod go to the controller that creates it; this
     * tells the person who applies the workload, and never patches.
     */
    public static AdmissionHandler ofWorkloads(Supplier<Policy> policy) {
        return new AdmissionHandler(Subject.WORKLOAD, policy);
    }

    /** Handles one body. Never throws. */
    public AdmissionResult handle(byte[] body) {
        try {
            return AdmissionReviewReader.read(body, subject).fold(this::respond, AdmissionResult.Rejected::new);
        } catch (RuntimeException | Error e) {
            return new AdmissionResult.Failed("", e);
        }
    }

    private AdmissionResult respond(AdmissionRequest request) {
        try {
            Response response = new Handling(request, policy.get()).response();
            return new AdmissionResult.Responded(response, AdmissionReviewWriter.write(response));
        } catch (RuntimeException | Error e) {
            return new AdmissionResult.Failed(request.uid(), e);
        }
    }

    /** One request on its way: read, policy, decide, respond. */
    private final class Handling {
        private final AdmissionRequest request;
        private final Policy policy;

        Handling(AdmissionRequest request, Policy policy) {
            this.request = request;
            this.policy = policy;
        }

        Response response() {
            return request.object()
                    .fold(
                            this::response,
                            () -> undecided(DecisionKind.SKIPPED, policy.mode(), Reason.NOT_POD_CREATION));
        }

        private Response response(AdmissionObject.PodOrTemplate object) {
            return object.pod()
                    .fold(
                            parsed -> response(parsed, object.labels()),
                            problem -> failed(policy.mode(), Reason.UNREADABLE_POD, problem),
                            () -> tooComplex(policy.mode()));
        }

        private Response response(PodReader.Result.Parsed parsed, Map<String, String> labels) {
            Pod pod = parsed.pod();
            Policy.AppliedMode applied = policy.modeFor(pod, request.namespace());
            if (isMirror(pod)) {
                return undecided(DecisionKind.SKIPPED, applied.mode(), Reason.MIRROR_POD);
            }
            if (applied.mode() == Mode.OFF) {
                return undecided(DecisionKind.SKIPPED, applied.mode(), Reason.MODE_OFF);
            }
            PodDecider decider = new PodDecider(policy.flags());
            return decider.decide(pod)
                    .fold(
                            decision -> switch (subject) {
                                case POD -> admit(parsed, decision, decider, applied);
                                case WORKLOAD -> advise(labels, decision, applied);
                            },
                            () -> tooComplex(applied.mode()));
        }

        private Response admit(
                PodReader.Result.Parsed parsed, Decision decision, PodDecider decider, Policy.AppliedMode applied) {
            if (!decision.isPatch()) {
                return admitted(parsed.pod(), decision, applied, Optional.empty());
            }
            PodPatch patch = parsed.repeated().isEmpty()
                    ? PodPatch.of(parsed.pod(), decision, decider)
                    : new PodPatch.Unsound("a field is given twice");
            return patch.fold(
                    sound -> admitted(parsed.pod(), decision, applied, Optional.of(sound)),
                    why -> failed(applied.mode(), Reason.PATCH_CHECK_FAILED, why));
        }

        private Response admitted(
                Pod pod, Decision decision, Policy.AppliedMode applied, Optional<PodPatch.Sound> patch) {
            Optional<byte[]> sent = patch.filter(sound -> applied.mode() == Mode.ENFORCE)
                    .map(sound -> sound.operations().toString().getBytes(StandardCharsets.UTF_8));
            Warnings warnings = Warnings.of(applied, decision);
            if (sent.isPresent() && request.isFromPerson() && isBare(pod)) {
                warnings.addBarePod();
            }
            return new Response(
                    request, Summary.of(decision, applied, applied.mode()), warnings.toList(), sent, Optional.empty());
        }

        private Response advise(Map<String, String> labels, Decision decision, Policy.AppliedMode applied) {
            return new Response(
                    request,
                    Summary.of(decision, applied, Mode.AUDIT),
                    Warnings.ofTemplate(labels, applied, decision).toList(),
                    Optional.empty(),
                    Optional.empty());
        }

        private Response tooComplex(Mode mode) {
            return failed(mode, Reason.TOO_COMPLEX, Reason.TOO_COMPLEX.phrase());
        }

        private Response failed(Mode mode, Reason why, String problem) {
            return Response.undecided(request, Summary.undecided(DecisionKind.ERROR, mode, why), Optional.of(problem));
        }

        private Response undecided(DecisionKind decision, Mode mode, Reason why) {
            return Response.undecided(request, Summary.undecided(decision, mode, why), Optional.empty());
        }
    }

    private static boolean isMirror(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .orElse(Map.of())
                .containsKey(PodReader.MIRROR_ANNOTATION);
    }

    /** Nothing makes it again from a template, and its file is applied by its own name. */
    private static boolean isBare(Pod pod) {
        return List.copyOf(pod.getMetadata().getOwnerReferences()).isEmpty()
                && pod.getMetadata().getName() != null;
    }
}
