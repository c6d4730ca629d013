package dev.hotreload.usage;

/** What a user gave cannot be used; the message is one sentence that says what is wrong, where, and what to do. */
public final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    /** Keeps the cause, which is for logs: its message may hold a piece of a file. */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
