package dev.hotreload.review.report;

import java.util.Locale;

/** The formats there are. */
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
    HTML;

    /** Returns the report of this format; text is told how much to say and whether to colour it. */
    public Report report(TextReport text) {
        return switch (this) {
            case TEXT -> text;
            case JSON -> JsonReport::json;
            case YAML -> JsonReport::yaml;
            case DIFF -> review -> String.join("", review.diffs());
            case PATCH -> PatchReport::of;
            case SARIF -> SarifReport::of;
            case JUNIT -> JunitReport::of;
            case GITHUB -> GithubReport::of;
            case MARKDOWN -> MarkdownReport::of;
            case HTML -> HtmlReport::of;
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
