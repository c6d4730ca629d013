package dev.hotreload.review.yaml;

/** A document that cannot be read; the message is one sentence, the line is from 1. */
public final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    public UnreadableException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Returns the line, from 1. */
    public int line() {
        return line;
    }
}
