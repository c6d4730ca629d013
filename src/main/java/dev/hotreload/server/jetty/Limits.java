package dev.hotreload.server.jetty;

import java.time.Duration;

/**
 * What a slow or hostile client cannot exceed.
 *
 * @param headerBytes of a request's header
 * @param bodyBytes of a request's body
 * @param inFlight how many reviews are worked on at once
 * @param connections how many connections of the webhook's port are open at once
 */
public record Limits(int headerBytes, int bodyBytes, int inFlight, int connections, Timeouts timeouts) {

    /** A CREATE review holds one object of at most 3 MiB; 7 MiB leaves room for its escapes and the envelope. */
    public static final Limits DEFAULT = new Limits(8 << 10, 7 << 20, 256, 1_024, Timeouts.DEFAULT);

    /**
     * How long a client may take.
     *
     * @param idle how long a connection may be without a request
     * @param requestRead how long a request may take to arrive, from its first byte; the same for a TLS handshake
     * @param responseRead how long the client may take to read a response
     */
    public record Timeouts(Duration idle, Duration requestRead, Duration responseRead) {
        /**
         * Idle connections live longer than the 90 s after which the API server's client drops them itself: it does not
         * repeat a request that it has sent into a connection that was just being closed.
         */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(120), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }
}
