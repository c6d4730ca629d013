package dev.hotreload.fuzz;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A second opinion on what Prometheus 2.48.0 accepts, written from its source alone: cmd/prometheus/main.go and kingpin
 * v2.3.2, parser.go and flags.go. It looks at the flags and not at their values, but for the features.
 */
final class Kingpin {

    private static final Set<String> SWITCHES = Set.of(
            "web.enable-lifecycle",
            "web.enable-admin-api",
            "web.enable-remote-write-receiver",
            "storage.tsdb.no-lockfile",
            "storage.tsdb.allow-overlapping-blocks",
            "storage.tsdb.wal-compression",
            "storage.agent.wal-compression",
            "storage.agent.no-lockfile",
            "scrape.adjust-timestamps");

    private static final Set<String> WITH_VALUE = Set.of(
            "config.file",
            "web.listen-address",
            "web.config.file",
            "web.read-timeout",
            "web.max-connections",
            "web.external-url",
            "web.route-prefix",
            "web.user-assets",
            "web.console.templates",
            "web.console.libraries",
            "web.page-title",
            "web.cors.origin",
            "storage.tsdb.path",
            "storage.tsdb.min-block-duration",
            "storage.tsdb.max-block-duration",
            "storage.tsdb.max-block-chunk-segment-size",
            "storage.tsdb.wal-segment-size",
            "storage.tsdb.retention",
            "storage.tsdb.retention.time",
            "storage.tsdb.retention.size",
            "storage.tsdb.wal-compression-type",
            "storage.tsdb.head-chunks-write-queue-size",
            "storage.tsdb.samples-per-chunk",
            "storage.agent.path",
            "storage.agent.wal-segment-size",
            "storage.agent.wal-compression-type",
            "storage.agent.wal-truncate-frequency",
            "storage.agent.retention.min-time",
            "storage.agent.retention.max-time",
            "storage.remote.flush-deadline",
            "storage.remote.read-sample-limit",
            "storage.remote.read-concurrent-limit",
            "storage.remote.read-max-bytes-in-frame",
            "rules.alert.for-outage-tolerance",
            "rules.alert.for-grace-period",
            "rules.alert.resend-delay",
            "scrape.timestamp-tolerance",
            "alertmanager.notification-queue-capacity",
            "alertmanager.timeout",
            "query.lookback-delta",
            "query.timeout",
            "query.max-concurrency",
            "query.max-samples",
            "scrape.discovery-reload-interval",
            "enable-feature",
            "log.level",
            "log.format");

    private static final String FEATURES = "enable-feature";

    /** What a server and an agent each refuse of the other, by their prefixes: serverOnlyFlag and agentOnlyFlag. */
    private static final List<String> SERVER_ONLY =
            List.of("storage.tsdb.", "storage.remote.read-", "rules.", "alertmanager.notification", "query.");

    private static final List<String> AGENT_ONLY = List.of("storage.agent.");

    private final Set<String> set = new HashSet<>();
    private final Set<String> off = new HashSet<>();
    private boolean agent;

    private Kingpin() {}

    /** Returns whether Prometheus gets as far as its configuration with these arguments. */
    static boolean accepts(List<String> arguments) {
        return new Kingpin().parse(arguments);
    }

    /** Returns whether these arguments, which are accepted, switch a flag on. */
    static boolean switchesOn(String flag, List<String> arguments) {
        Kingpin kingpin = new Kingpin();
        return kingpin.parse(arguments) && kingpin.set.contains(flag) && !kingpin.off.contains(flag);
    }

    private boolean parse(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                // Prometheus takes no arguments: all that could follow is unexpected.
                return i == arguments.size() - 1 && isConsistent();
            }
            if (!argument.startsWith("--")) {
                // A word, a short flag, a file of arguments.
                return false;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            if (WITH_VALUE.contains(name)) {
                if (equals < 0) {
                    i++;
                    if (i == arguments.size() || !isValue(arguments.get(i))) {
                        return false;
                    }
                }
                if (!value(name, equals < 0 ? arguments.get(i) : argument.substring(equals + 1))) {
                    return false;
                }
            } else if (equals >= 0 || !toggle(name)) {
                return false;
            }
        }
        return isConsistent();
    }

    private static boolean isValue(String argument) {
        return argument.equals("-") || !(argument.startsWith("-") || argument.startsWith("@"));
    }

    private boolean value(String name, String value) {
        if (name.equals(FEATURES)) {
            set.add(name);
            agent |= Arrays.asList(value.split(",", -1)).contains("agent");
            return true;
        }
        return set.add(name);
    }

    private boolean toggle(String name) {
        boolean negated = !SWITCHES.contains(name) && name.startsWith("no-");
        String flag = negated ? name.substring(3) : name;
        if (negated) {
            off.add(flag);
        }
        return SWITCHES.contains(flag) && set.add(flag);
    }

    private boolean isConsistent() {
        List<String> refused = agent ? SERVER_ONLY : AGENT_ONLY;
        return set.stream().noneMatch(flag -> refused.stream().anyMatch(flag::startsWith));
    }
}
