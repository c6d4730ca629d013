package dev.hotreload.server.jetty;

import java.util.Locale;

/** Why the server closes a connection before its client does. */
public enum CloseReason {
    /** The TLS handshake or a request took too long to arrive. */
    SLOW_REQUEST,
    /** The client took too long to read a response. */
    SLOW_RESPONSE,
    /** The connection was never used. */
    UNUSED,
    /** Others needed the room. */
    TOO_MANY;

    /** Returns the value of the metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
