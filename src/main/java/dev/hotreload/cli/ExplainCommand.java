package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Reason;
import dev.hotreload.troubleshooting.Message;
import dev.hotreload.usage.NearestWord;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.WrappedText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload explain}: the tables of reasons and of messages, for people. */
@Command(
        name = "explain",
        description = "Explain a reason code, or a message of a log: what it means, how to tell, what to do. Without"
                + " either, list the codes.",
        exitCodeList = {"0:explained", "2:bad usage, or neither a code nor a known message"},
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload explain WrappedCommand",
            "  hot-reload explain 403",
            "  hot-reload explain connection refused",
            "  hot-reload explain --troubleshooting"
        })
final class ExplainCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "CODE|MESSAGE",
            completionCandidates = Words.class,
            description = "A reason code, for example WrappedCommand, or what a log says: a status such as 403, some"
                    + " words, or the whole line.")
    private List<String> asked = List.of();

    @Option(names = "--troubleshooting", description = "List the messages of logs instead of the reason codes.")
    private boolean troubleshooting;

    @Option(
            names = "--markdown",
            description = "Print all of them in Markdown, as in docs/reasons.md and docs/troubleshooting.md.")
    private boolean markdown;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ColorOption color = new ColorOption();

    /** What a shell offers: codes, and the keys that are one word. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(
                            Arrays.stream(Reason.values()).map(Reason::code),
                            Arrays.stream(Message.values())
                                    .flatMap(message -> message.keys().stream())
                                    .filter(key -> key.matches("\\w+"))
                                    .distinct())
                    .iterator();
        }
    }

    /** What was asked for. */
    private record Found(List<ExplainedReason> reasons, List<ExplainedMessage> messages) {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(troubleshooting ? ExplainedMessage.page() : ExplainedReason.page());
        } else {
            Found found = asked.isEmpty() ? all() : find(String.join(" ", asked));
            if (output.isJson()) {
                OutputOption.print(json(found), out);
            } else {
                out.print(asked.isEmpty() ? list(found) : explain(found));
            }
        }
        out.flush();
    }

    private Found all() {
        return troubleshooting
                ? new Found(
                        List.of(),
                        Arrays.stream(Message.values())
                                .map(ExplainedMessage::new)
                                .toList())
                : new Found(
                        Arrays.stream(Reason.values()).map(ExplainedReason::new).toList(), List.of());
    }

    private Found find(String wanted) {
        Optional<Reason> reason = Arrays.stream(Reason.values())
                .filter(known -> known.code().equalsIgnoreCase(wanted))
                .findFirst();
        List<ExplainedMessage> messages = reason.isPresent() ? List.of() : ExplainedMessage.about(wanted);
        if (reason.isEmpty() && messages.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no reason code or known message " + wanted + "; hot-reload explain and hot-reload explain"
                            + " --troubleshooting list them."
                            + NearestWord.question(
                                    wanted,
                                    Arrays.stream(Reason.values())
                                            .map(Reason::code)
                                            .toList()));
        }
        return new Found(reason.stream().map(ExplainedReason::new).toList(), messages);
    }

    private static String list(Found found) {
        WrappedText text = new WrappedText(TextWidth.of(Terminal.OUTPUT));
        found.reasons().forEach(reason -> reason.list(text));
        found.messages().forEach(message -> message.list(text));
        return text.toString();
    }

    private String explain(Found found) {
        int width = TextWidth.of(Terminal.OUTPUT);
        return Stream.concat(
                        found.reasons().stream().map(reason -> titled(reason.title(), reason::explain, width)),
                        found.messages().stream().map(message -> titled(message.title(), message::explain, width)))
                .collect(Collectors.joining("\n"));
    }

    private String titled(String title, Consumer<WrappedText> explain, int width) {
        WrappedText heading = new WrappedText(width);
        heading.words("", 0, 2, title);
        WrappedText body = new WrappedText(width);
        explain.accept(body);
        return color.bold(heading.toString().stripTrailing()) + "\n" + body;
    }

    private static ObjectNode json(Found found) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode reasons = document.putArray("reasons");
        found.reasons().forEach(reason -> reason.json(reasons.addObject()));
        ArrayNode messages = document.putArray("messages");
        found.messages().forEach(message -> message.json(messages.addObject()));
        return document;
    }
}
