package dev.hotreload.cli;

import dev.hotreload.decision.Reason;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload explain}: the table of reasons, for people. */
@Command(
        name = "explain",
        description = "Explain a reason code: what it means, what to do. Without a code, list them.",
        footerHeading = "%nExamples:%n%n",
        footer = {"  hot-reload explain WrappedCommand", "  hot-reload explain"})
final class ExplainCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            completionCandidates = ReasonCodes.class,
            description = "A reason code, for example WrappedCommand.")
    private @Nullable String code;

    @Option(names = "--markdown", description = "Print all of them in Markdown, as in docs/reasons.md.")
    private boolean markdown;

    /** What a shell offers as a code. */
    static final class ReasonCodes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Reason.values()).map(Reason::code).iterator();
        }
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(markdown());
        } else if (code == null) {
            list(out);
        } else {
            out.print(explain(find(code)));
        }
        out.flush();
    }

    private static void list(PrintWriter out) {
        for (Reason reason : Reason.values()) {
            out.printf("%-30s %-12s %s%n", reason.code(), kind(reason), reason.phrase());
        }
    }

    private Reason find(String wanted) {
        Optional<Reason> found = Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equalsIgnoreCase(wanted))
                .findFirst();
        return found.orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                "There is no reason code " + wanted + "; hot-reload explain lists them."
                        + NearestWord.question(
                                wanted,
                                Arrays.stream(Reason.values()).map(Reason::code).toList())));
    }

    private static String explain(Reason reason) {
        return """
                %s (%s): %s

                %s

                Do:      %s
                Example: %s
                """.formatted(
                reason.code(), kind(reason), reason.phrase(), reason.meaning(), reason.action(), reason.example());
    }

    /** Returns the whole table as a page with a heading, and so an anchor, for each code. */
    static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Reasons

                What the webhook may say about a pod, in warnings, audit annotations, logs and metrics.
                `hot-reload explain --markdown` prints this page.
                """);
        for (Reason reason : Reason.values()) {
            page.append("""

                    ## %s

                    *%s*: %s

                    %s

                    What to do: %s

                    Example: `%s`
                    """.formatted(
                    reason.code(), kind(reason), reason.phrase(), reason.meaning(), reason.action(), reason.example()));
        }
        return page.toString();
    }

    private static String kind(Reason reason) {
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
