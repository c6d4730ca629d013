package dev.hotreload.review.fix;

import java.util.List;
import java.util.Locale;

/** Lines of values that are not shown around a change, because they may hold a secret. */
final class SecretLine {

    private static final List<String> WORDS = List.of(
            "password", "passwd", "secret", "token", "credential", "apikey", "api_key", "private", "bearer", "auth");

    /** Keys and hashes are long, and have no blank. */
    private static final int LONG_WORD = 40;

    private SecretLine() {}

    /** Returns whether a line may hold a secret: by a word of its own, or because it looks like a key. */
    static boolean mayHoldSecret(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains) || hasLongWord(line);
    }

    private static boolean hasLongWord(String line) {
        int length = 0;
        for (int i = 0; i < line.length(); i++) {
            length = Character.isLetterOrDigit(line.charAt(i)) || "+/=_".indexOf(line.charAt(i)) >= 0 ? length + 1 : 0;
            if (length >= LONG_WORD) {
                return true;
            }
        }
        return false;
    }
}
