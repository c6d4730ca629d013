package dev.hotreload.review;

import dev.hotreload.decision.Mode;
import java.util.List;

/**
 * One run of the dry-run review.
 *
 * @param files how many files were read; 0 when it was a cluster
 * @param objects how many Kubernetes objects they hold
 * @param findings one for each server, in the order of the input
 * @param patches one for each pod that would be patched when it is created
 * @param diffs a unified diff for each file that can be fixed; none when nobody asked for fixes
 * @param refused what would be patched and cannot be fixed in its file; none when nobody asked for fixes
 * @param problems what could not be reviewed
 * @param remarks what is no error and yet to be said
 */
public record Review(
        int files,
        int objects,
        List<Finding> findings,
        List<PatchedPod> patches,
        List<String> diffs,
        List<Problem> refused,
        List<Problem> problems,
        List<Problem> remarks) {

    public Review {
        findings = List.copyOf(findings);
        patches = List.copyOf(patches);
        diffs = List.copyOf(diffs);
        refused = List.copyOf(refused);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
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

    /** Returns the commands that make the running pods anew which lack the flags and would get them, each once. */
    public List<String> restarts() {
        return findings.stream()
                .filter(finding -> finding.isPatch() && finding.mode() == Mode.ENFORCE)
                .map(Finding::restart)
                .filter(command -> !command.isEmpty())
                .distinct()
                .toList();
    }
}
