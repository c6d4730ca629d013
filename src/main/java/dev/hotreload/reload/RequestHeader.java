package dev.hotreload.reload;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A header to send.
 *
 * @param name a token (RFC 9110, 5.6.2)
 * @param value without line breaks and control characters (RFC 9110, 5.5)
 */
public record RequestHeader(String name, String value) {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** The ones that the HTTP client sets itself (java.net.http, {@code jdk.httpclient.allowRestrictedHeaders}). */
    private static final Set<String> OF_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    /** Reads {@code NAME:VALUE}; empty when it is not a header, or one that the HTTP client sets itself. */
    public static Optional<RequestHeader> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String name = text.substring(0, colon);
        String value = text.substring(colon + 1).strip();
        boolean sound = !name.isEmpty()
                && name.chars().allMatch(RequestHeader::isToken)
                && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff))
                && !OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT));
        return sound ? Optional.of(new RequestHeader(name, value)) : Optional.empty();
    }

    private static boolean isToken(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }
}
