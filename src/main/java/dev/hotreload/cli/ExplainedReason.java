package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Reason;
import java.util.Arrays;

/** A reason code as {@code explain} shows it. */
record ExplainedReason(Reason reason) {

    /** Returns the reason as a line of the list. */
    String line() {
        return "%-30s %-12s %s%n".formatted(reason.code(), kind(), reason.phrase());
    }

    String text() {
        return """
                %s (%s): %s

                %s

                Do:      %s
                Example: %s
                """.formatted(
                        reason.code(), kind(), reason.phrase(), reason.meaning(), reason.action(), reason.example());
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
