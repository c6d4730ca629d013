package dev.hotreload.review.fix;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Writes arguments as the text around them is written.
 *
 * @param lineBreak of the text
 * @param arguments to write
 */
record ArgumentWriter(String lineBreak, List<String> arguments) {

    ArgumentWriter {
        arguments = List.copyOf(arguments);
    }

    /** Writes {@code "a", "b"}, the content of a list in brackets. */
    String list(ScalarStyle style) {
        return quoted(style).collect(Collectors.joining(", "));
    }

    /** Writes {@code , "a", "b"}, to follow another item in brackets; the gap comes before each. */
    String further(ScalarStyle style, String gap) {
        return quoted(style).map(argument -> "," + gap + argument).collect(Collectors.joining());
    }

    /** Writes an item on a line of its own for each argument, with the dash in this column and the space after it. */
    String lines(int column, String space, ScalarStyle style) {
        return quoted(style)
                .map(argument -> lineBreak + " ".repeat(column) + "-" + space + argument)
                .collect(Collectors.joining());
    }

    private Stream<String> quoted(ScalarStyle style) {
        return arguments.stream().map(argument -> quoted(argument, style));
    }

    private static String quoted(String argument, ScalarStyle style) {
        if (style == ScalarStyle.SINGLE_QUOTED && !argument.contains("'")) {
            return "'" + argument + "'";
        }
        return style != ScalarStyle.DOUBLE_QUOTED && isPlain(argument)
                ? argument
                : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Returns whether an argument starts as the flags of Prometheus do in values, which no word of YAML does. */
    private static boolean isName(String argument) {
        return argument.startsWith("web.") || argument.startsWith("storage.");
    }

    /** Returns whether YAML reads an argument as a string without quotes, between brackets and on a line of its own. */
    private static boolean isPlain(String argument) {
        return (argument.startsWith("--") || isName(argument))
                && argument.length() > 2
                && !argument.endsWith(":")
                && argument.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_./=@%+:".indexOf(c) >= 0));
    }
}
