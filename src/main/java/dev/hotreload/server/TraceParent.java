package dev.hotreload.server;

import java.util.Optional;

/**
 * The trace that a request belongs to, as an API server with tracing says it in the header {@code traceparent}. Source:
 * w3.org/TR/trace-context, section 3.2.
 *
 * @param traceId 32 hexadecimal digits
 * @param sampled whether the caller records the trace, so that somebody can look it up
 */
record TraceParent(String traceId, boolean sampled) {

    static final String HEADER = "traceparent";

    private static final int VERSION_0_LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    /** Returns the trace of a header's value; empty when it is not one, and then the request belongs to none. */
    static Optional<TraceParent> parse(String header) {
        if (!isShaped(header)) {
            return Optional.empty();
        }
        String traceId = header.substring(TRACE_ID, SPAN_ID - 1);
        boolean sampled = (Character.digit(header.charAt(FLAGS + 1), 16) & 1) == 1;
        return Optional.of(new TraceParent(traceId, sampled));
    }

    /** A later version may be longer, after a dash; version ff is not allowed, nor are ids of zeros only. */
    private static boolean isShaped(String header) {
        boolean length = header.length() == VERSION_0_LENGTH
                || (header.length() > VERSION_0_LENGTH
                        && header.charAt(VERSION_0_LENGTH) == '-'
                        && !header.startsWith("00"));
        return length
                && isHex(header, 0, TRACE_ID - 1)
                && !header.startsWith("ff")
                && header.charAt(TRACE_ID - 1) == '-'
                && isId(header, TRACE_ID, SPAN_ID - 1)
                && header.charAt(SPAN_ID - 1) == '-'
                && isId(header, SPAN_ID, FLAGS - 1)
                && header.charAt(FLAGS - 1) == '-'
                && isHex(header, FLAGS, VERSION_0_LENGTH);
    }

    private static boolean isId(String header, int start, int end) {
        return isHex(header, start, end)
                && header.chars().skip(start).limit((long) end - start).anyMatch(c -> c != '0');
    }

    private static boolean isHex(String header, int start, int end) {
        return header.chars()
                .skip(start)
                .limit((long) end - start)
                .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
