package dev.hotreload.review.input;

/** A document that cannot be read; the message is one sentence, the line is from 1. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    UnreadableException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
