package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.troubleshooting.Log;
import dev.hotreload.troubleshooting.Message;
import dev.hotreload.usage.WrappedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A message of a log as {@code explain} shows it. */
record ExplainedMessage(Message message) {

    private static final int INDENT = "Tell: ".length();

    /**
     * Returns the messages that somebody asks about: by a key, by a line of a log, or by words of the message itself.
     */
    static List<ExplainedMessage> about(String asked) {
        List<ExplainedMessage> found = Arrays.stream(Message.values())
                .filter(message -> message.isIn(asked))
                .map(ExplainedMessage::new)
                .toList();
        String lower = asked.toLowerCase(Locale.ROOT);
        return !found.isEmpty() || asked.length() < 3
                ? found
                : Arrays.stream(Message.values())
                        .filter(message ->
                                message.text().toLowerCase(Locale.ROOT).contains(lower))
                        .map(ExplainedMessage::new)
                        .toList();
    }

    /** Adds the message to the list. */
    void list(WrappedText text) {
        String first = "%-30s ".formatted(message.keys().get(0));
        text.words(first, first.length(), first.length(), message.text());
    }

    String title() {
        return message.text();
    }

    /** Adds what stands under the title. */
    void explain(WrappedText text) {
        text.words(2, "(" + message.log().place() + ")");
        text.line("");
        text.words(0, message.meaning());
        text.line("");
        text.words("Tell: ", INDENT, INDENT, message.test());
        text.words("Do:   ", INDENT, INDENT, message.action());
    }

    void json(ObjectNode object) {
        object.put("message", message.text())
                .put("log", message.log().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("meaning", message.meaning())
                .put("test", message.test())
                .put("action", message.action());
        ArrayNode variants = object.putArray("variants");
        message.variants().forEach(variants::add);
    }

    /** Returns the whole table as a page with the messages, word for word, as headings. */
    static String page() {
        StringBuilder page = new StringBuilder("""
                # Troubleshooting

                Messages as they stand in logs, what they mean, how to tell, and what to do. Numbers, addresses and names
                in them differ. `hot-reload explain 403`, or with another word or a whole line of a log, shows one of
                them; `hot-reload explain --troubleshooting --markdown` prints this page.
                """);
        for (Log log : Log.values()) {
            page.append("\n## ")
                    .append(log.place().substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(log.place().substring(1))
                    .append('\n');
            Arrays.stream(Message.values())
                    .filter(message -> message.log() == log)
                    .map(ExplainedMessage::new)
                    .forEach(message -> page.append(message.section()));
        }
        return page.toString();
    }

    private String section() {
        String variants =
                message.variants().stream().map(ExplainedMessage::code).collect(Collectors.joining(", "));
        return """

                ### %s

                %s%s

                **How to tell:** %s

                **What to do:** %s
                """.formatted(
                        message.log() == Log.NOWHERE ? message.text() : code(message.text()),
                        variants.isEmpty() ? "" : "Also: " + variants + "\n\n",
                        message.meaning(),
                        message.test(),
                        message.action());
    }

    /** Returns text as Markdown code, which may hold backticks itself (CommonMark, 6.1). */
    private static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }
}
