package dev.hotreload.prometheus;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An HTTP URL in which references like {@code $(POD_IP)} may stand anywhere. User info is read over and not kept, so
 * that it can never be printed.
 *
 * @param host lower case, without the brackets of an IPv6 address
 * @param port empty when a reference or a name stands in its place
 * @param path as written, without query and fragment; empty when there is none
 */
public record HttpUrl(String host, OptionalInt port, String path) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0\\.0\\.0\\.0|::");

    /** Reads a URL; empty when it is none with an http or https scheme and a host. */
    public static Optional<HttpUrl> parse(String text) {
        boolean https = text.regionMatches(true, 0, "https://", 0, 8);
        if (!https && !text.regionMatches(true, 0, "http://", 0, 7)) {
            return Optional.empty();
        }
        String rest = text.substring(https ? 8 : 7);
        rest = rest.substring(0, indexOfAny(rest, "?#"));
        int slash = indexOfAny(rest, "/");
        String authority = rest.substring(0, slash);
        String address = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        String host = hasPort ? address.substring(0, colon) : address;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt port = hasPort && colon + 1 < address.length()
                ? ListenPorts.number(address.substring(colon + 1))
                : OptionalInt.of(https ? 443 : 80);
        return Optional.of(new HttpUrl(host.toLowerCase(Locale.ROOT), port, rest.substring(slash)));
    }

    /** Returns whether the host is this pod itself: a loopback or unspecified address, or a reference as the pod's IP. */
    public boolean isLoopback() {
        return isReference(host)
                || (host.length() <= 15 && LOOPBACK.matcher(host).matches());
    }

    private static boolean isReference(String host) {
        return host.startsWith("$(") && host.indexOf(')') == host.length() - 1;
    }

    private static int indexOfAny(String text, String characters) {
        int index = 0;
        while (index < text.length() && characters.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }
}
