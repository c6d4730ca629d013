package dev.hotreload.check;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result of one step. */
public sealed interface Step {

    /**
     * A step that has not been taken yet.
     *
     * @param name one word, for programs
     */
    record Planned(String name, Supplier<Step> take) {}

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
     * @param seen what was seen, without a full stop
     * @param todo what to do about it
     * @param commands that do it, one a line; empty where the words are enough
     */
    record Failed(String seen, String todo, List<String> commands) implements Step {

        public Failed(String seen, String todo) {
            this(seen, todo, List.of());
        }

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
