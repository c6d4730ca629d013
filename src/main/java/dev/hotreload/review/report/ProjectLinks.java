package dev.hotreload.review.report;

import java.util.Locale;

/** Where the project keeps what reports for programs refer to. */
final class ProjectLinks {

    static final String HOME = "https://github.com/example/prometheus-hot-reload";
    static final String SCHEMA = HOME + "/raw/main/docs/review.schema.json";

    private ProjectLinks() {}

    /** Returns the explanation of a reason code: its heading on the page of all reasons. */
    static String reason(String code) {
        return HOME + "/blob/main/docs/reasons.md#" + code.toLowerCase(Locale.ROOT);
    }
}
