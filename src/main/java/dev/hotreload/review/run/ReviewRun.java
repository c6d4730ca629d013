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
import dev.hotreload.pod.PodReader;
import dev.hotreload.review.AppliedMode;
import dev.hotreload.review.Coverage;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Fixes;
import dev.hotreload.review.ModeSource;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.PatchedPod;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Remedy;
import dev.hotreload.review.Review;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.fix.FixedPod;
import dev.hotreload.review.fix.UnifiedDiff;
import dev.hotreload.review.input.LocatedPod;
import dev.hotreload.review.input.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Reviews manifests as they come, as the webhook with this policy would, and keeps only what was found. */
public final class ReviewRun implements Consumer<Manifest> {

    private final Policy policy;
    private final PodDecider decider;
    private final String namespace;
    private final Optional<Consumer<FixedManifest>> fixes;
    private final RunningPods running;
    private final List<Finding> findings = new ArrayList<>();
    private final List<PatchedPod> patches = new ArrayList<>();
    private final List<String> diffs = new ArrayList<>();
    private final List<Problem> refused = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private final List<Problem> podRemarks = new ArrayList<>();
    private int objects;

    /**
     * Prepares a review.
     *
     * @param namespace of objects that do not name one; empty to leave it open
     * @param fixes is given each manifest of a file that has something to patch, with the flags in its text; empty when
     *     no output shows fixes
     */
    public ReviewRun(Policy policy, String namespace, Optional<Consumer<FixedManifest>> fixes) {
        this(policy, namespace, fixes, RunningPods.LACKING_FLAGS);
    }

    private ReviewRun(Policy policy, String namespace, Optional<Consumer<FixedManifest>> fixes, RunningPods running) {
        this.running = running;
        this.policy = policy;
        this.decider = new PodDecider(policy.flags());
        this.namespace = namespace;
        this.fixes = fixes;
    }

    /** Prepares a review of pods that run, whose templates are not reviewed: every one has its findings. */
    public static ReviewRun ofRunningPods(Policy policy) {
        return new ReviewRun(policy, "", Optional.empty(), RunningPods.ALL);
    }

    /** Which running pods have findings. */
    private enum RunningPods {
        /** That a pod lacks its flags is news; the rest is said of the template that made it. */
        LACKING_FLAGS,
        ALL
    }

    /** A pod and what the webhook would do with it. */
    private record Reviewed(
            LocatedPod located,
            ObjectReference object,
            AppliedMode applied,
            Decision decision,
            IgnoreAnnotation ignored) {

        boolean isPatched() {
            return decision.isPatch() && applied.mode() != Mode.OFF && !located.isRunning();
        }

        /** Returns where the first container stands that is patched. */
        Place place() {
            return decision.containers().stream()
                    .filter(container -> container.verdict().isPatch())
                    .findFirst()
                    .map(container -> located.place().of(container.container().position()))
                    .orElse(located.place().object());
        }
    }

    /**
     * Reviews one manifest. A failure of this tool on one pod is a problem of that pod, and the others are still
     * reviewed.
     */
    @Override
    public void accept(Manifest manifest) {
        objects += manifest.objects();
        problems.addAll(manifest.problems());
        remarks.addAll(manifest.remarks());
        List<Reviewed> reviewed = new ArrayList<>();
        List<FixedPod> toFix = new ArrayList<>();
        for (LocatedPod located : manifest.pods()) {
            guarded(located.place().object(), () -> {
                Optional<Reviewed> pod = review(located);
                pod.filter(Reviewed::isPatched)
                        .flatMap(this::patch)
                        .filter(fixed -> !pod.get().ignored().ignores(Optional.of(Finding.MISSING_FLAGS)))
                        .ifPresent(toFix::add);
                pod.ifPresent(reviewed::add);
                pod.ifPresent(this::remark);
            });
        }
        Excerpts excerpts = new Excerpts();
        guarded(Place.of(manifest.name()), () -> fix(manifest, toFix).ifPresent(excerpts::add));
        reviewed.forEach(pod -> findings(pod, excerpts));
    }

    /** Returns what has been found until now in this many files. */
    public Review review(int files) {
        return review(OptionalInt.of(files));
    }

    /** Returns what has been found until now in a cluster. */
    public Review review() {
        return review(OptionalInt.empty());
    }

    private Review review(OptionalInt files) {
        Coverage coverage = new Coverage(files, objects, problems, remarks);
        return new Review(coverage, findings, podRemarks, patches, new Fixes(diffs, refused));
    }

    private void guarded(Place place, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            problems.add(Problem.internal(place, e));
        }
    }

    /** Returns what the webhook would do with a pod; empty for a pod of which there is nothing to say. */
    private Optional<Reviewed> review(LocatedPod located) {
        Decision decision = decider.decide(located.pod());
        decision.fold(
                decided -> true,
                () -> problems.add(new Problem(
                        located.place().object(),
                        Reason.TOO_COMPLEX.code() + ": " + Reason.TOO_COMPLEX.phrase() + ".")));
        boolean said = running == RunningPods.LACKING_FLAGS && located.isRunning() && !decision.isPatch();
        if (decision.containers().isEmpty() || said) {
            return Optional.empty();
        }
        ObjectReference object = located.object().within(namespace);
        IgnoreAnnotation ignored = IgnoreAnnotation.of(located.json());
        return Optional.of(
                new Reviewed(located, object, mode(located, located.namespace(object.namespace())), decision, ignored));
    }

    private AppliedMode mode(LocatedPod located, String within) {
        if (!located.origin().isSelected()) {
            return new AppliedMode(Mode.OFF, ModeSource.REGISTRATION);
        }
        Policy.AppliedMode mode = policy.modeFor(located.pod(), within);
        boolean annotated = mode.invalid().isEmpty()
                && located.json().at("/metadata/annotations").has(PodReader.MODE_ANNOTATION);
        return new AppliedMode(mode.mode(), annotated ? ModeSource.ANNOTATION : ModeSource.CONFIGURATION);
    }

    private void remark(Reviewed pod) {
        PodRemarks.of(pod.located(), pod.object(), pod.applied().mode(), pod.isPatched())
                .forEach(podRemarks::add);
    }

    private Optional<FixedPod> patch(Reviewed pod) {
        LocatedPod located = pod.located();
        return PodPatch.of(located.pod(), pod.decision(), decider)
                .fold(
                        sound -> {
                            patches.add(new PatchedPod(pod.place(), pod.object(), sound.operations()));
                            return Optional.of(new FixedPod(located, pod.decision(), sound.applyTo(located.json())));
                        },
                        why -> {
                            problems.add(new Problem(pod.place(), "the patch failed its own check: " + why + "."));
                            return Optional.empty();
                        });
    }

    private Optional<FixedManifest> fix(Manifest manifest, List<FixedPod> pods) {
        if (fixes.isEmpty() || pods.isEmpty() || manifest.text().isEmpty()) {
            return Optional.empty();
        }
        FixedManifest fixed = FixedManifest.of(manifest, pods);
        fixes.get().accept(fixed);
        refused.addAll(fixed.refused());
        diffs.add(UnifiedDiff.of(fixed));
        return Optional.of(fixed);
    }

    private void findings(Reviewed pod, Excerpts excerpts) {
        LocatedPod located = pod.located();
        List<Finding> found = new ArrayList<>();
        for (ContainerVerdict container : pod.decision().containers()) {
            ContainerPosition position = container.container().position();
            Remedy remedy = new Remedy(
                    SourceHint.of(located.object().labels(), container),
                    located.origin().restart(),
                    excerpts.of(located, position));
            found.add(pod.ignored()
                    .applyTo(new Finding(
                            located.place().of(position),
                            pod.object(),
                            pod.applied(),
                            container,
                            remedy,
                            Optional.empty())));
        }
        findings.addAll(found);
        pod.ignored()
                .complaints(found)
                .forEach(complaint ->
                        podRemarks.add(new Problem(located.place().ignored(), pod.object() + ": " + complaint)));
    }
}
