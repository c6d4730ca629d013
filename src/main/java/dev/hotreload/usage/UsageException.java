package dev.hotreload.usage;

/** What was given cannot be used; the message is one sentence that says what, where and what to do. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
