package dev.hotreload.review.fix;

/** What is to be done to a text so that a container gets its flags. */
public sealed interface Edit {

    /**
     * Text to be inserted; nothing else of the manifest changes.
     *
     * @param at how many characters of the text stand before it
     */
    record Insertion(int at, String text) implements Edit {}

    /** Nothing can be done by inserting text; the words say why and what to do, and begin with a small letter. */
    record Refused(String why) implements Edit {}
}
