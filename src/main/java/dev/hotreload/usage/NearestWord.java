package dev.hotreload.usage;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word of a closed set somebody meant. */
public final class NearestWord {

    /** A longer word is not a slip of the keyboard. */
    private static final int LONGEST = 60;

    private NearestWord() {}

    /** Returns the question for a guess, with a space before it; empty when no word is near. */
    public static String question(String written, Collection<String> words) {
        return of(written, words).map(guess -> " Did you mean " + guess + "?").orElse("");
    }

    /**
     * Returns the word that starts as what was written, or the one with the fewest changes, at most a third of its
     * letters.
     */
    public static Optional<String> of(String written, Collection<String> words) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = written.toLowerCase(Locale.ROOT);
        Optional<String> longer = words.stream()
                .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(wanted))
                .findFirst();
        return longer.or(() -> words.stream()
                .filter(word -> distance(wanted, word.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(wanted, word.toLowerCase(Locale.ROOT)))));
    }

    /** Returns how many letters have to be inserted, removed or replaced (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
