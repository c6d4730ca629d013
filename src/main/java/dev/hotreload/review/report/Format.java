package dev.hotreload.review.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of a review. */
public enum Format {
    TEXT,
    JSON,
    YAML,
    DIFF,
    PATCH,
    SARIF,
    JUNIT,
    GITHUB,
    MARKDOWN,
    HTML,
    OPENREPORTS,
    POLICYREPORT;

    /** Returns the format of this name, in any case; empty when there is none. */
    public static Optional<Format> parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the report of this format; {@code text} is the one for {@link #TEXT}. */
    public Report report(TextReport text) {
        return switch (this) {
            case TEXT -> text;
            case JSON -> JsonReport::json;
            case YAML -> JsonReport::yaml;
            case DIFF -> (review, invocation) -> String.join("", review.fixes().diffs());
            case PATCH -> (review, invocation) -> PatchReport.of(review);
            case SARIF -> SarifReport::of;
            case JUNIT -> (review, invocation) -> JunitReport.of(review);
            case GITHUB -> (review, invocation) -> GithubReport.of(review);
            case MARKDOWN -> (review, invocation) -> MarkdownReport.of(review);
            case HTML -> HtmlReport::of;
            case OPENREPORTS -> (review, invocation) -> ClusterReports.of(ReportApi.OPENREPORTS, review, invocation);
            case POLICYREPORT -> (review, invocation) -> ClusterReports.of(ReportApi.POLICYREPORT, review, invocation);
        };
    }

    /** Returns whether the report shows what a fix of the files would change. */
    public boolean showsFixes() {
        return this == DIFF || this == HTML;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
