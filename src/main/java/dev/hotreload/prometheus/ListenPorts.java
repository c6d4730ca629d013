package dev.hotreload.prometheus;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The ports a Prometheus listens on: {@code --web.listen-address}, which may repeat, {@code 0.0.0.0:9090} by default.
 * Source: Prometheus cmd/prometheus/main.go.
 *
 * @param known the port numbers that can be read
 * @param complete whether every address could be read; a reference or a service name cannot
 */
public record ListenPorts(Set<Integer> known, boolean complete) {

    private static final int DEFAULT = 9090;

    public ListenPorts {
        known = Set.copyOf(known);
    }

    /** Returns the ports of a command line. */
    public static ListenPorts of(CommandLine commandLine) {
        List<Argument> addresses = commandLine.values("--web.listen-address");
        if (addresses.isEmpty()) {
            return new ListenPorts(Set.of(DEFAULT), true);
        }
        Set<Integer> known = new HashSet<>();
        boolean complete = true;
        for (Argument address : addresses) {
            String text = address.text();
            OptionalInt port = number(text.substring(text.lastIndexOf(':') + 1));
            port.ifPresent(known::add);
            complete &= port.isPresent();
        }
        return new ListenPorts(known, complete);
    }

    /** Reads a port number; empty when the text is none. */
    static OptionalInt number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
