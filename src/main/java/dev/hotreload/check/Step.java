package dev.hotreload.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of one step. */
public sealed interface Step {

    /** It is as it should be; the words say what was seen. */
    record Passed(String seen) implements Step {}

    /**
     * It is not.
     *
     * @param seen what was seen
     * @param todo what to do about it
     */
    record Failed(String seen, String todo) implements Step {}

    /** Returns words one after the other, or what is said when there are none. */
    static String list(Stream<String> words, String none) {
        String list = words.collect(Collectors.joining(", "));
        return list.isEmpty() ? none : list;
    }
}
