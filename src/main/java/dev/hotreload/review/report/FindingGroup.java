package dev.hotreload.review.report;

import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.VerdictKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings for which there is one thing to do.
 *
 * @param kind of all of them
 * @param title what they have in common, in a few words
 * @param reason that they share; empty where there is none
 * @param findings in the order of the input
 */
record FindingGroup(VerdictKind kind, String title, Optional<Reason> reason, List<Finding> findings) {

    /** What needs a person first, then what the webhook does, then what is left alone. */
    private static final List<VerdictKind> BY_NEED = List.of(
            VerdictKind.BLOCKED,
            VerdictKind.PATCH,
            VerdictKind.IGNORED,
            VerdictKind.COMPLIANT,
            VerdictKind.SKIP,
            VerdictKind.OFF);

    FindingGroup {
        findings = List.copyOf(findings);
    }

    /** Returns the findings in groups: those that need most first, and of these the largest. */
    static List<FindingGroup> of(List<Finding> findings) {
        Map<String, List<Finding>> byTitle = new LinkedHashMap<>();
        findings.forEach(
                finding -> byTitle.computeIfAbsent(finding.kind() + " " + title(finding), key -> new ArrayList<>())
                        .add(finding));
        return byTitle.values().stream()
                .map(FindingGroup::group)
                .sorted(Comparator.comparingInt((FindingGroup group) -> BY_NEED.indexOf(group.kind))
                        .thenComparingInt(group -> -group.findings.size()))
                .toList();
    }

    private static FindingGroup group(List<Finding> findings) {
        Finding first = findings.get(0);
        return new FindingGroup(first.kind(), title(first), reason(first), findings);
    }

    private static String title(Finding finding) {
        return switch (finding.kind()) {
            case BLOCKED, SKIP -> reason(finding).map(Reason::phrase).orElse("");
            case PATCH -> "the webhook adds " + String.join(", ", Words.added(finding));
            case IGNORED ->
                "ignored by "
                        + finding.suppression()
                                .map(by -> by.source().toString())
                                .orElse("");
            case COMPLIANT -> "nothing to add";
            case OFF -> "mode off, set by " + finding.applied().source();
        };
    }

    /** Returns the reason by which a finding is grouped; of a patch, notes are about single flags and reloaders. */
    private static Optional<Reason> reason(Finding finding) {
        return switch (finding.kind()) {
            case BLOCKED, SKIP ->
                finding.verdict().notes().stream().map(Note::reason).findFirst();
            case PATCH, IGNORED, COMPLIANT, OFF -> Optional.empty();
        };
    }
}
