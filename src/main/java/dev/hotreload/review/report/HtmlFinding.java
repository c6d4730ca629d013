package dev.hotreload.review.report;

import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the page shows of one finding. */
final class HtmlFinding {

    /** Whether a finding is unfolded when the page opens. */
    enum Fold {
        OPEN,
        CLOSED
    }

    private HtmlFinding() {}

    /**
     * Returns the values for the template.
     *
     * @param shared the reason that the finding's group explains
     */
    static Map<String, Object> of(Finding finding, String id, Optional<Reason> shared, Fold fold) {
        Map<String, Object> row = new HashMap<>();
        List<DiffLines.Line> diff = DiffLines.of(finding);
        List<String> reloaders = finding.containerVerdict().reloaders();
        row.put("id", "f-" + id);
        row.put("open", fold == Fold.OPEN && finding.kind().needsAction());
        row.put("verdict", finding.kind().toString());
        row.put("tile", tile(finding.kind()));
        row.put("namespace", SafeText.line(finding.object().namespace()));
        row.put("object", SafeText.line(finding.object().toString()));
        row.put("container", SafeText.line(finding.container()));
        row.put("place", SafeText.line(finding.place().toString()));
        row.put("audit", finding.mode() == Mode.AUDIT);
        row.put("off", finding.mode() == Mode.OFF ? finding.applied().source().toString() : "");
        row.put("ignored", finding.kind() == VerdictKind.IGNORED ? SafeText.line(Words.suppression(finding)) : "");
        row.put(
                "codes",
                finding.verdict().notes().stream()
                        .map(note -> note.reason().code())
                        .collect(Collectors.joining(" ")));
        row.put("reloaders", SafeText.line(String.join(", ", reloaders)));
        row.put("hasDiff", !diff.isEmpty());
        row.put(
                "caption",
                finding.remedy().excerpt().isEmpty() ? "Arguments that the webhook adds" : "Change in the file");
        row.put("diff", diff);
        row.put("notes", notes(finding, shared));
        row.put(
                "restart",
                finding.remedy()
                        .restart()
                        .map(restart -> SafeText.line(restart.command()))
                        .orElse(""));
        return row;
    }

    /** Returns the tile under which a verdict is counted. */
    static String tile(VerdictKind kind) {
        return switch (kind) {
            case BLOCKED, PATCH, COMPLIANT -> kind.toString();
            case SKIP, IGNORED, OFF -> VerdictKind.SKIP.toString();
        };
    }

    /** Skips a note that says only what the group's heading says. */
    private static List<Map<String, String>> notes(Finding finding, Optional<Reason> shared) {
        return finding.verdict().notes().stream()
                .filter(note ->
                        shared.filter(reason -> Note.of(reason).equals(note)).isEmpty())
                .map(note -> Map.of("code", note.reason().code(), "phrase", SafeText.line(note.phrase())))
                .toList();
    }
}
