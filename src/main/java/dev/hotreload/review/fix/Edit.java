package dev.hotreload.review.fix;

import java.util.function.Consumer;
import java.util.function.Function;

/** What to do to a text so that a container gets its flags. */
public sealed interface Edit {

    /** Returns the result of the function for the case that this is. */
    <T> T fold(Function<Insertion, T> inserted, Function<Refused, T> refused);

    /** Passes the edit to the consumer of its case. */
    void handle(Consumer<Insertion> inserted, Consumer<Refused> refused);

    /**
     * Text to insert; nothing else of the manifest changes.
     *
     * @param at how many characters of the text stand before it
     * @param instead how many characters it takes the place of: of a value that stands for an empty list
     * @param text to insert there
     */
    record Insertion(int at, int instead, String text) implements Edit {

        /** Creates an insertion that takes the place of nothing. */
        Insertion(int at, String text) {
            this(at, 0, text);
        }

        /** Returns a text with the insertion. */
        String in(String before) {
            return before.substring(0, at) + text + before.substring(at + instead);
        }

        @Override
        public void handle(Consumer<Insertion> inserted, Consumer<Refused> refused) {
            inserted.accept(this);
        }

        @Override
        public <T> T fold(Function<Insertion, T> inserted, Function<Refused, T> refused) {
            return inserted.apply(this);
        }
    }

    /** Inserting text is not enough; the words say why and what to do, and start with a small letter. */
    record Refused(String why) implements Edit {

        static final Refused SHARED = new Refused(
                "an anchor, an alias or a merge key makes the arguments part of something else too; write them out");

        @Override
        public void handle(Consumer<Insertion> inserted, Consumer<Refused> refused) {
            refused.accept(this);
        }

        @Override
        public <T> T fold(Function<Insertion, T> inserted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
