package dev.hotreload.review.run;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import dev.hotreload.decision.SourceHint;
import dev.hotreload.patch.PodPatch;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.Finding;
import dev.hotreload.review.PatchedPod;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.fix.FixedPod;
import dev.hotreload.review.fix.UnifiedDiff;
import dev.hotreload.review.input.LocatedPod;
import dev.hotreload.review.input.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reviews manifests as they come, as the webhook with this policy would, and keeps nothing of them but what was found. */
public final class ReviewRun implements Consumer<Manifest> {

    private final Policy policy;
    private final PodDecider decider;
    private final String namespace;
    private final Optional<Consumer<FixedManifest>> fixes;
    private final List<Finding> findings = new ArrayList<>();
    private final List<PatchedPod> patches = new ArrayList<>();
    private final List<String> diffs = new ArrayList<>();
    private final List<Problem> refused = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private int objects;

    /**
     * Begins a review.
     *
     * @param namespace of objects that have none; empty to leave it open
     * @param fixes takes each manifest of a file that has something to patch, with the flags in its text; empty when nobody asks
     */
    public ReviewRun(Policy policy, String namespace, Optional<Consumer<FixedManifest>> fixes) {
        this.policy = policy;
        this.decider = new PodDecider(policy.flags());
        this.namespace = namespace;
        this.fixes = fixes;
    }

    /** A pod and what the webhook would do with it. */
    private record Reviewed(LocatedPod located, String namespace, Mode mode, Decision decision) {}

    @Override
    public void accept(Manifest manifest) {
        objects += manifest.objects();
        problems.addAll(manifest.problems());
        remarks.addAll(manifest.remarks());
        List<Reviewed> reviewed = new ArrayList<>();
        List<FixedPod> toFix = new ArrayList<>();
        for (LocatedPod located : manifest.pods()) {
            Decision decision = decider.decide(located.pod());
            decision.fold(decided -> true, () -> problems.add(tooComplex(located)));
            // Of a running pod only that it lacks the flags is news; the rest is said of the template that made it.
            if (decision.containers().isEmpty() || (isRunning(located) && !decision.isPatch())) {
                continue;
            }
            String within = located.namespace().isEmpty() ? namespace : located.namespace();
            Mode mode =
                    located.selected() ? policy.modeFor(located.pod(), within).mode() : Mode.OFF;
            Reviewed pod = new Reviewed(located, within, mode, decision);
            reviewed.add(pod);
            if (decision.isPatch() && mode != Mode.OFF && !isRunning(located)) {
                patch(pod).ifPresent(toFix::add);
            }
        }
        IdentityHashMap<LocatedPod, Map<ContainerPosition, String>> excerpts = fix(manifest, toFix);
        reviewed.forEach(pod -> findings(pod, excerpts.getOrDefault(pod.located(), Map.of())));
    }

    /** Returns what was found until now. */
    public Review review(int files) {
        return new Review(files, objects, findings, patches, diffs, refused, problems, remarks);
    }

    private static Problem tooComplex(LocatedPod located) {
        return new Problem(located.place(), Reason.TOO_COMPLEX.phrase() + " (" + Reason.TOO_COMPLEX.code() + ").");
    }

    private static boolean isRunning(LocatedPod located) {
        return !located.restart().isEmpty();
    }

    private Optional<FixedPod> patch(Reviewed pod) {
        LocatedPod located = pod.located();
        return PodPatch.of(located.pod(), pod.decision(), decider)
                .fold(
                        sound -> {
                            patches.add(new PatchedPod(
                                    located.place(), located.object(pod.namespace()), sound.operations()));
                            return Optional.of(new FixedPod(located, pod.decision(), sound.applyTo(located.json())));
                        },
                        why -> {
                            problems.add(new Problem(located.place(), "the patch failed its own check: " + why + "."));
                            return Optional.empty();
                        });
    }

    private IdentityHashMap<LocatedPod, Map<ContainerPosition, String>> fix(Manifest manifest, List<FixedPod> pods) {
        IdentityHashMap<LocatedPod, Map<ContainerPosition, String>> excerpts = new IdentityHashMap<>();
        if (fixes.isPresent() && !pods.isEmpty() && manifest.text().isPresent()) {
            FixedManifest fixed = FixedManifest.of(manifest, pods);
            fixes.get().accept(fixed);
            refused.addAll(fixed.refused());
            diffs.add(UnifiedDiff.of(fixed));
            fixed.changes()
                    .forEach(change -> excerpts.computeIfAbsent(change.pod().located(), pod -> new HashMap<>())
                            .put(change.container(), UnifiedDiff.excerpt(fixed, change)));
        }
        return excerpts;
    }

    private void findings(Reviewed pod, Map<ContainerPosition, String> excerpts) {
        LocatedPod located = pod.located();
        for (ContainerVerdict server : pod.decision().containers()) {
            ContainerPosition position = server.container().position();
            Place place = located.args().getOrDefault(position, located.place());
            findings.add(new Finding(
                    place,
                    located.apiVersion(),
                    located.kind(),
                    pod.namespace(),
                    located.name(),
                    located.object(pod.namespace()),
                    pod.mode(),
                    server,
                    SourceHint.of(located.labels(), server),
                    located.restart(),
                    excerpts.getOrDefault(position, "")));
        }
    }
}
