package dev.hotreload.review;

import dev.hotreload.decision.Mode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of one run of the dry-run tool.
 *
 * @param coverage what was read
 * @param findings one for each Prometheus container, in the order of the input
 * @param remarks what the owners of the manifests should know beyond the findings
 * @param patches one for each pod that the webhook would patch
 * @param fixes what a fix of the files would change
 */
public record Review(
        Coverage coverage, List<Finding> findings, List<Problem> remarks, List<PatchedPod> patches, Fixes fixes) {

    public Review {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
        patches = List.copyOf(patches);
    }

    /** Returns the remarks about the input, and after them those about what it holds. */
    public List<Problem> allRemarks() {
        return Stream.concat(coverage.remarks().stream(), remarks.stream()).toList();
    }

    /** Returns what could not be reviewed. */
    public List<Problem> problems() {
        return coverage.problems();
    }

    /** Returns what would be patched and cannot be fixed in its file. */
    public List<Problem> refused() {
        return fixes.refused();
    }

    /** Returns the same review with other findings. */
    public Review withFindings(List<Finding> others) {
        return new Review(coverage, others, remarks, patches, fixes);
    }

    /** Returns the same review with one remark more. */
    public Review withRemark(Problem remark) {
        List<Problem> more = Stream.concat(remarks.stream(), Stream.of(remark)).toList();
        return new Review(coverage, findings, more, patches, fixes);
    }

    /** Returns how many Prometheus containers have this verdict. */
    public long count(VerdictKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** Returns what recreates the running pods that lack the flags and would get them, each once. */
    public List<Restart> restarts() {
        return findings.stream()
                .filter(finding -> finding.kind() == VerdictKind.PATCH && finding.mode() == Mode.ENFORCE)
                .flatMap(finding -> finding.remedy().restart().stream())
                .distinct()
                .toList();
    }
}
