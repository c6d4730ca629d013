package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;

/** Markdown for the comment of a pull request. */
final class MarkdownReport {

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
                            cell(finding.object()),
                            Words.verdict(finding),
                            cell(Words.summary(finding))));
        }
        if (!review.problems().isEmpty()) {
            text.append("\nNot reviewed:\n\n");
        }
        for (Problem problem : review.problems()) {
            text.append("- `").append(code(problem.place().toString())).append("`: ");
            text.append(cell(problem.message())).append('\n');
        }
        return text.toString();
    }

    private static String code(String text) {
        return text.replaceAll("[`|\\p{Cntrl}]", "?");
    }

    /** A manifest's text must neither leave its cell nor become markup. */
    private static String cell(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#!~@])", "\\\\$1");
    }
}
