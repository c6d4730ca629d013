package dev.hotreload.review.fix;

import dev.hotreload.usage.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A file's name in the heading of a diff, as git writes and reads it (git quote.c, {@code quote_c_style}). */
final class GitName {

    private GitName() {}

    /** Returns the name; in quotes where it holds what would leave the line or steer a terminal. */
    static String of(String name) {
        boolean quoted = name.chars().anyMatch(c -> mustBeQuoted((char) c));
        if (!quoted) {
            // A space needs a tab after the name, or the name would end there.
            return name.contains(" ") ? name + "\t" : name;
        }
        StringBuilder text = new StringBuilder("\"");
        name.codePoints().forEach(c -> append(text, c));
        return text.append('"').toString();
    }

    private static boolean mustBeQuoted(char c) {
        return c == '"' || c == '\\' || (SafeText.isUnsafe(c) && !Character.isSurrogate(c));
    }

    private static void append(StringBuilder text, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            text.append('\\').append((char) codePoint);
        } else if (Character.isBmpCodePoint(codePoint) && mustBeQuoted((char) codePoint)) {
            for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                text.append(String.format(Locale.ROOT, "\\%03o", octet & 0xff));
            }
        } else {
            text.appendCodePoint(codePoint);
        }
    }
}
