package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Reason;
import dev.hotreload.usage.WrappedText;
import java.util.Arrays;

/** A reason code as {@code explain} shows it. */
record ExplainedReason(Reason reason) {

    private static final int INDENT = "Example: ".length();

    /** Adds the reason to the list. */
    void list(WrappedText text) {
        String first = "%-30s %-12s ".formatted(reason.code(), kind());
        text.words(first, first.length(), first.length(), reason.phrase());
    }

    String title() {
        return reason.code() + " (" + kind() + "): " + reason.phrase();
    }

    /** Adds what stands under the title. */
    void explain(WrappedText text) {
        text.line("");
        text.words(0, reason.meaning());
        text.line("");
        text.words("Do:      ", INDENT, INDENT, reason.action());
        text.words("Example: ", INDENT, INDENT, reason.example());
    }

    void json(ObjectNode object) {
        object.put("code", reason.code())
                .put("kind", kind())
                .put("phrase", reason.phrase())
                .put("meaning", reason.meaning())
                .put("action", reason.action())
                .put("example", reason.example());
    }

    /** Returns the whole table as a page with a heading, and so an anchor, for each code. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                # Reasons

                What the webhook may say about a pod, in warnings, audit annotations, logs and metrics.
                `hot-reload explain --markdown` prints this page.
                """);
        Arrays.stream(Reason.values()).map(ExplainedReason::new).forEach(reason -> page.append(reason.section()));
        return page.toString();
    }

    private String section() {
        return """

                ## %s

                *%s*: %s

                %s

                What to do: %s

                Example: `%s`
                """.formatted(
                        reason.code(), kind(), reason.phrase(), reason.meaning(), reason.action(), reason.example());
    }

    private String kind() {
        return switch (reason.kind()) {
            case ERROR -> "error";
            case REQUEST -> "request";
            case SKIP -> "skipped";
            case BLOCKED -> "blocked";
            case OMITTED -> "flag omitted";
            case ADVICE -> "advice";
        };
    }
}
