package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The addresses a Prometheus listens on: {@code --web.listen-address}, which may repeat, {@code 0.0.0.0:9090} by
 * default. Source: Prometheus cmd/prometheus/main.go.
 *
 * @param addresses at least one
 */
public record ListenAddresses(List<ListenAddress> addresses) {

    private static final ListenAddress DEFAULT = new ListenAddress(Reach.EVERYWHERE, OptionalInt.of(9090));

    public ListenAddresses {
        addresses = List.copyOf(addresses);
    }

    /** From where an address can be reached. */
    public enum Reach {
        /** By every address of the pod. */
        EVERYWHERE,
        /** On the loopback interface only. */
        LOOPBACK,
        /** By another address only, such as {@code $(POD_IP)}. */
        OTHER
    }

    /**
     * One address.
     *
     * @param port empty when a reference or a name stands in its place
     */
    public record ListenAddress(Reach reach, OptionalInt port) {
        boolean hasPort(int number) {
            return port.isPresent() && port.getAsInt() == number;
        }
    }

    /** Returns the addresses of a command line. */
    public static ListenAddresses of(CommandLine commandLine) {
        List<Argument> values = commandLine.values("--web.listen-address");
        List<ListenAddress> addresses = new ArrayList<>();
        values.forEach(value -> addresses.add(parse(value.text())));
        return new ListenAddresses(addresses.isEmpty() ? List.of(DEFAULT) : addresses);
    }

    private static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        Reach reach =
                Hosts.isUnspecified(host) ? Reach.EVERYWHERE : Hosts.isLoopback(host) ? Reach.LOOPBACK : Reach.OTHER;
        return new ListenAddress(reach, number(text.substring(colon + 1)));
    }

    /** Returns whether an address is known to have this port. */
    public boolean hasPort(int port) {
        for (ListenAddress address : addresses) {
            if (address.hasPort(port)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether every port is known; a reference or a service name is not. */
    public boolean areKnown() {
        for (ListenAddress address : addresses) {
            if (address.port().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a connection to this port is accepted.
     *
     * @param called by which address the client connects: {@link Reach#LOOPBACK} or {@link Reach#OTHER}
     */
    public boolean accept(int port, Reach called) {
        for (ListenAddress address : addresses) {
            if (address.hasPort(port) && (address.reach() == Reach.EVERYWHERE || address.reach() == called)) {
                return true;
            }
        }
        return false;
    }

    /** Reads a port number; empty when the text is not one. */
    static OptionalInt number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
