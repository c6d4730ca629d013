package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.usage.SafeText;
import java.util.List;

/** Markdown for the comment of a pull request. */
final class MarkdownReport {

    private static final String MARKUP = "\\`*_{}[]<>|#!~@";

    private MarkdownReport() {}

    static String of(Review review) {
        StringBuilder text = new StringBuilder("### Prometheus hot reload\n\n");
        text.append(Words.totals(review)).append('\n');
        if (!review.findings().isEmpty()) {
            text.append("\n| where | object | verdict | what |\n|---|---|---|---|\n");
        }
        for (Finding finding : review.findings()) {
            text.append("| `%s` | %s | **%s** | %s |%n"
                    .formatted(
                            code(finding.place().toString()),
                            cell(finding.object().toString()),
                            finding.kind(),
                            cell(Words.summary(finding))));
        }
        list(text, "Not reviewed", review.problems());
        list(text, "Remarks", review.allRemarks());
        return text.toString();
    }

    private static void list(StringBuilder text, String heading, List<Problem> problems) {
        if (!problems.isEmpty()) {
            text.append('\n').append(heading).append(":\n\n");
        }
        for (Problem problem : problems) {
            text.append("- `").append(code(problem.place().toString())).append("`: ");
            text.append(cell(problem.message())).append('\n');
        }
    }

    private static String code(String text) {
        return SafeText.line(text).replace('`', '?').replace('|', '?');
    }

    /** A manifest's text must neither leave its cell nor become markup. */
    private static String cell(String text) {
        StringBuilder cell = new StringBuilder();
        for (char c : SafeText.line(text).toCharArray()) {
            cell.append(MARKUP.indexOf(c) < 0 ? "" : "\\").append(c);
        }
        return cell.toString();
    }
}
