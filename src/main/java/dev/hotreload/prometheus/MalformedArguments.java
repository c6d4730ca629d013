package dev.hotreload.prometheus;

import java.util.List;

/**
 * Arguments with which Prometheus exits as they stand. Established by running Prometheus 2.48 with each form; the
 * values that are parsed are those of cmd/prometheus/main.go. In any other value, a path or a title, the same
 * characters are taken as they are and Prometheus starts.
 */
final class MalformedArguments {

    /** The beginnings of the flags whose values Prometheus parses at start. */
    private static final List<String> PARSED = List.of(
            "--config.file",
            "--log.",
            "--storage.tsdb.retention",
            "--web.external-url",
            "--web.listen-address",
            "--query.");

    private MalformedArguments() {}

    /** Returns whether the argument at this index cannot be parsed; its value may be the one after it. */
    static boolean isMalformed(List<Argument> arguments, int index) {
        String text = arguments.get(index).text();
        if (isQuotedFlag(text) || isBlankBeforeFlag(text)) {
            return true;
        }
        if (!text.startsWith("-")) {
            return false;
        }
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (hasBlank(name)) {
            return true;
        }
        if (!isParsed(name)) {
            return false;
        }
        if (equals >= 0) {
            return isMalformedValue(text.substring(equals + 1));
        }
        int next = index + 1;
        return next < arguments.size()
                && CommandLine.isValue(arguments.get(next))
                && isMalformedValue(arguments.get(next).text());
    }

    private static boolean isParsed(String name) {
        for (String beginning : PARSED) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** {@code "--web.enable-lifecycle"} with its quotes: kingpin takes it for a word that is not a flag. */
    private static boolean isQuotedFlag(String text) {
        return text.startsWith("\"-") || text.startsWith("'-");
    }

    private static boolean isBlankBeforeFlag(String text) {
        int index = 0;
        while (index < text.length() && isBlank(text.charAt(index))) {
            index++;
        }
        return index > 0 && text.startsWith("-", index);
    }

    private static boolean hasBlank(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isBlank(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** A line break, or a blank and another flag, as when a whole command line stands in one string. */
    private static boolean isMalformedValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean flagFollows = isBlank(c) && value.startsWith("--", i + 1);
            if (c == '\n' || c == '\r' || flagFollows) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
