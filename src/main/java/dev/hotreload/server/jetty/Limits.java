package dev.hotreload.server.jetty;

import java.time.Duration;

/**
 * What a slow or hostile client cannot go beyond.
 *
 * @param headerBytes of a request's header
 * @param bodyBytes of a request's body
 * @param idle how long a connection may be silent
 * @param requestRead how long a request may take to arrive, from its first byte
 * @param inFlight how many reviews are worked on at once
 */
public record Limits(int headerBytes, int bodyBytes, Duration idle, Duration requestRead, int inFlight) {
    /** A CREATE review holds one object of at most 3 MiB; 7 MiB leaves room for its escapes and the envelope. */
    public static final Limits DEFAULT =
            new Limits(8 << 10, 7 << 20, Duration.ofSeconds(30), Duration.ofSeconds(5), 256);
}
