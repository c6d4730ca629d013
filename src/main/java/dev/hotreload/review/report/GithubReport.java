package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;

/** Workflow commands of GitHub Actions, which annotate the lines of a pull request. */
final class GithubReport {

    private GithubReport() {}

    static String of(Review review) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : review.findings()) {
            if (finding.kind().needsAction()) {
                String level = finding.kind() == VerdictKind.BLOCKED ? "error" : "warning";
                command(text, level, finding.place(), finding.object() + ", " + Words.summary(finding));
            }
        }
        for (Problem problem : review.problems()) {
            command(text, "error", problem.place(), problem.message());
        }
        return text.toString();
    }

    private static void command(StringBuilder text, String level, Place place, String message) {
        text.append("::").append(level).append(" file=").append(property(place.file()));
        if (place.line() > 0) {
            text.append(",line=").append(place.line());
        }
        text.append(",title=hot-reload::").append(data(message)).append('\n');
    }

    /**
     * Source: actions/toolkit packages/core/src/command.ts, escapeData and escapeProperty. Line breaks, which they
     * escape, are already gone.
     */
    private static String data(String text) {
        return SafeText.line(text).replace("%", "%25");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
