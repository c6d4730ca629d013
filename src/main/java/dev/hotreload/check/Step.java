package dev.hotreload.check;

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
}
