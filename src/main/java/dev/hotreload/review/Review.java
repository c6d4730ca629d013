package dev.hotreload.review;

import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.PodReviewer;
import dev.hotreload.decision.Policy;
import dev.hotreload.patch.PodPatch;
import dev.hotreload.review.input.LocatedPod;
import dev.hotreload.review.input.Manifests;
import dev.hotreload.review.input.Place;
import dev.hotreload.review.input.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of the dry-run review.
 *
 * @param files how many files were read
 * @param objects how many Kubernetes objects they hold
 * @param findings one for each server, in the order of the input
 * @param patches one for each pod that would be patched
 * @param problems what could not be reviewed
 * @param remarks what is no error and yet to be said
 */
public record Review(
        int files,
        int objects,
        List<Finding> findings,
        List<PatchedPod> patches,
        List<Problem> problems,
        List<Problem> remarks) {

    public Review {
        findings = List.copyOf(findings);
        patches = List.copyOf(patches);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reviews what was read, as the webhook with this policy would.
     *
     * @param namespace of objects that have none; empty to leave it open
     */
    public static Review of(Manifests.Input input, Policy policy, String namespace) {
        PodReviewer reviewer = new PodReviewer(policy.flags());
        List<Finding> findings = new ArrayList<>();
        List<PatchedPod> patches = new ArrayList<>();
        List<Problem> problems = new ArrayList<>(input.problems());
        for (LocatedPod located : input.pods()) {
            String within = located.namespace().isEmpty() ? namespace : located.namespace();
            Mode mode = policy.modeFor(located.pod(), within).mode();
            Decision decision = reviewer.review(located.pod());
            decision.servers().forEach(server -> findings.add(finding(located, within, mode, server)));
            if (decision.isPatch() && mode != Mode.OFF) {
                PodPatch patch = PodPatch.of(located.json(), decision, reviewer);
                if (patch instanceof PodPatch.Sound sound) {
                    patches.add(new PatchedPod(located.place(), located.object(within), sound.operations()));
                } else if (patch instanceof PodPatch.Unsound unsound) {
                    problems.add(new Problem(located.place(), "the patch does not hold: " + unsound.why() + "."));
                }
            }
        }
        return new Review(input.files(), input.objects(), findings, patches, problems, input.remarks());
    }

    private static Finding finding(LocatedPod located, String namespace, Mode mode, Decision.ServerVerdict server) {
        Place place = located.args().getOrDefault(server.server().position(), located.place());
        return new Finding(
                place,
                located.kind(),
                namespace,
                located.name(),
                located.object(namespace),
                mode,
                server,
                SourceHint.of(located.labels(), server));
    }

    /** Returns the findings that count under their mode: with mode off the webhook does nothing. */
    public List<Finding> counted() {
        return findings.stream().filter(finding -> finding.mode() != Mode.OFF).toList();
    }

    /** Returns how many servers would be patched. */
    public long toPatch() {
        return counted().stream().filter(Finding::isPatch).count();
    }

    /** Returns how many servers need a person. */
    public long blocked() {
        return counted().stream().filter(Finding::isBlocked).count();
    }
}
