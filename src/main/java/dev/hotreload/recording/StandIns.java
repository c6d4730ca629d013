package dev.hotreload.recording;

import java.util.HashMap;
import java.util.Map;

/**
 * What replaces the words of one review. The same word gets the same stand-in, so that what was equal stays equal: the
 * port of a flag and that of a URL, a variable and its reference. The stand-ins are numbered as they occur. They are
 * not computed from the words, so that nobody can find a word by trying.
 */
final class StandIns {

    private static final int FIRST_PORT = 30_001;
    private static final int LAST_PORT = 60_000;

    private final Map<String, String> words = new HashMap<>();
    private int count;
    private int port = FIRST_PORT;

    String word(String word) {
        return words.computeIfAbsent(word, unknown -> "w" + ++count);
    }

    /** Returns a number that is a port like the one that it replaces. */
    String port(String number) {
        return words.computeIfAbsent(number, unknown -> port > LAST_PORT ? "w" + ++count : Integer.toString(port++));
    }
}
