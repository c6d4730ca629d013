package dev.hotreload.reload;

import java.io.IOException;

/** A body is larger than anything that Prometheus sends. */
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException(int most) {
        super("larger than " + (most >> 20) + " MiB");
    }
}
