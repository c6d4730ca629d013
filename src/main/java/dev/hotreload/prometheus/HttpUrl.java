package dev.hotreload.prometheus;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An HTTP URL in which references like {@code $(POD_IP)} may occur anywhere. User info is skipped and not kept, so that
 * nothing can print it.
 *
 * @param scheme {@code http} or {@code https}
 * @param host lower case, without the brackets of an IPv6 address
 * @param port empty when a reference or a name stands in its place
 * @param path as written, without query and fragment; empty when there is none
 */
public record HttpUrl(Scheme scheme, String host, OptionalInt port, String path) {

    /** The schemes that a reloader can call. */
    public enum Scheme {
        HTTP("http://", 80),
        HTTPS("https://", 443);

        private final String prefix;
        private final int defaultPort;

        Scheme(String prefix, int defaultPort) {
            this.prefix = prefix;
            this.defaultPort = defaultPort;
        }

        private static Optional<Scheme> of(String text) {
            return text.regionMatches(true, 0, HTTP.prefix, 0, HTTP.prefix.length())
                    ? Optional.of(HTTP)
                    : text.regionMatches(true, 0, HTTPS.prefix, 0, HTTPS.prefix.length())
                            ? Optional.of(HTTPS)
                            : Optional.empty();
        }
    }

    /** Reads a URL; empty when the text does not begin with a scheme and a host. */
    public static Optional<HttpUrl> parse(String text) {
        return Scheme.of(text).flatMap(scheme -> parse(scheme, text.substring(scheme.prefix.length())));
    }

    private static Optional<HttpUrl> parse(Scheme scheme, String afterScheme) {
        String rest = afterScheme.substring(0, indexOfAny(afterScheme, "?#"));
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
                ? ListenAddresses.number(address.substring(colon + 1))
                : OptionalInt.of(scheme.defaultPort);
        return Optional.of(new HttpUrl(scheme, host.toLowerCase(Locale.ROOT), port, rest.substring(slash)));
    }

    /**
     * Returns whether the host is this pod itself: a loopback or unspecified address, or a reference such as the pod's
     * IP.
     */
    public boolean isOwnPod() {
        return isReference(host) || isLoopback();
    }

    /** Returns whether a connection to the host stays on the loopback interface. */
    public boolean isLoopback() {
        return Hosts.isLoopback(host) || Hosts.isUnspecified(host);
    }

    /** Returns whether the path ends in a variable, so that only the node knows what is called. */
    public boolean isPathOpen() {
        return path.endsWith(")") && path.contains("$(");
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
