package dev.hotreload.review.fix;

import java.util.function.Consumer;

/** What to do to a text so that a container gets its flags. */
public sealed interface Edit {

    /** Passes the edit to the consumer of its case. */
    void handle(Consumer<Insertion> inserted, Consumer<Refused> refused);

    /**
     * Text to insert; nothing else of the manifest changes.
     *
     * @param at how many characters of the text stand before it
     * @param text to insert there
     */
    record Insertion(int at, String text) implements Edit {
        @Override
        public void handle(Consumer<Insertion> inserted, Consumer<Refused> refused) {
            inserted.accept(this);
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
    }
}
