package dev.hotreload.config;

/** What was given cannot be used; the message is one sentence that says what, where and what to do. */
public final class InvalidConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidConfigException(String message) {
        super(message);
    }
}
