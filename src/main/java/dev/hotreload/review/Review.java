package dev.hotreload.review;

import dev.hotreload.decision.Mode;
import java.util.List;

/**
 * The result of one run of the dry-run tool.
 *
 * @param coverage what was read
 * @param findings one for each Prometheus container, in the order of the input
 * @param patches one for each pod that the webhook would patch
 * @param fixes what a fix of the files would change
 */
public record Review(Coverage coverage, List<Finding> findings, List<PatchedPod> patches, Fixes fixes) {

    public Review {
        findings = List.copyOf(findings);
        patches = List.copyOf(patches);
    }

    /** Returns what could not be reviewed. */
    public List<Problem> problems() {
        return coverage.problems();
    }

    /** Returns what would be patched and cannot be fixed in its file. */
    public List<Problem> refused() {
        return fixes.refused();
    }

    /** Returns how many Prometheus containers have this verdict. */
    public long count(VerdictKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** Returns the commands that recreate the running pods that lack the flags and would get them, each once. */
    public List<String> restarts() {
        return findings.stream()
                .filter(finding -> finding.kind() == VerdictKind.PATCH && finding.mode() == Mode.ENFORCE)
                .map(finding -> finding.remedy().restart())
                .filter(command -> !command.isEmpty())
                .distinct()
                .toList();
    }
}
