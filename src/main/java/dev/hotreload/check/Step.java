package dev.hotreload.check;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of one step. */
public sealed interface Step {

    /** All is as it should be; the words say what was seen. */
    record Passed(String seen) implements Step {
        @Override
        public <T> T fold(Function<Passed, T> passed, Function<Failed, T> failed) {
            return passed.apply(this);
        }
    }

    /**
     * Something is wrong.
     *
     * @param seen what was seen
     * @param todo what to do about it
     */
    record Failed(String seen, String todo) implements Step {
        @Override
        public <T> T fold(Function<Passed, T> passed, Function<Failed, T> failed) {
            return failed.apply(this);
        }
    }

    /** Returns what a function makes of the one or the other. */
    <T> T fold(Function<Passed, T> passed, Function<Failed, T> failed);

    /** Returns words separated by commas, or {@code none} when there are none. */
    static String list(Stream<String> words, String none) {
        String list = words.collect(Collectors.joining(", "));
        return list.isEmpty() ? none : list;
    }
}
