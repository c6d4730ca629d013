package dev.hotreload.decision;

import dev.hotreload.pod.PrometheusContainer;
import dev.hotreload.prometheus.BooleanFlag;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.FlagState;
import dev.hotreload.prometheus.PrometheusVersion;
import java.util.Optional;

/** A flag that the webhook adds, with the rule that tells where it is wanted. */
public enum ManagedFlag {
    /**
     * Opens {@code POST /-/reload} and {@code POST /-/quit}. Source: Prometheus cmd/prometheus/main.go, since 2.0.0.
     */
    LIFECYCLE("web.enable-lifecycle", "lifecycle") {
        @Override
        FlagNeed needUnlessSet(PrometheusContainer container) {
            return stateIn(container) == FlagState.NEGATED
                    ? new FlagNeed.Forbidden(Note.of(Reason.LIFECYCLE_DISABLED_BY_OWNER))
                    : new FlagNeed.Missing();
        }
    },

    /**
     * Compresses the write-ahead log. Source: Prometheus cmd/prometheus/main.go, since 2.11, on by default since 2.20.
     * It is wanted only where it cannot hurt.
     */
    WAL_COMPRESSION("storage.tsdb.wal-compression", "walCompression") {
        @Override
        FlagNeed needUnlessSet(PrometheusContainer container) {
            CommandLine commandLine = container.commandLine();
            if (commandLine.isAgent()) {
                return omitted(Reason.AGENT_MODE);
            }
            if (stateIn(container) == FlagState.NEGATED) {
                return omitted(Reason.WAL_COMPRESSION_DISABLED_BY_OWNER);
            }
            Optional<PrometheusVersion> version = container.image().version();
            if (version.isEmpty()) {
                return omitted(Reason.VERSION_UNKNOWN);
            }
            return version.get().isBefore(2, 11) ? omitted(Reason.VERSION_TOO_OLD) : new FlagNeed.Missing();
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a record of two strings
    private final BooleanFlag flag;

    private final String configKey;

    ManagedFlag(String name, String configKey) {
        this.flag = BooleanFlag.named(name);
        this.configKey = configKey;
    }

    /** Returns the flag as Prometheus knows it. */
    public BooleanFlag flag() {
        return flag;
    }

    /** Returns the argument that sets the flag, for example {@code --web.enable-lifecycle}. */
    public String argument() {
        return flag.argument();
    }

    /** Returns the key of the flag under {@code flags:} in the configuration file. */
    public String configKey() {
        return configKey;
    }

    /** Returns what a container needs of this flag. */
    final FlagNeed needOf(PrometheusContainer container) {
        return switch (stateIn(container)) {
            case SET -> new FlagNeed.Present();
            case INVALID ->
                new FlagNeed.Forbidden(
                        new Note(Reason.INVALID_FLAG_VALUE, argument() + " has a value; Prometheus does not start"));
            case ABSENT, NEGATED -> needUnlessSet(container);
        };
    }

    /** Returns what a container needs that does not set this flag, or sets its {@code --no-} form. */
    abstract FlagNeed needUnlessSet(PrometheusContainer container);

    FlagState stateIn(PrometheusContainer container) {
        return container.commandLine().state(flag);
    }

    private static FlagNeed omitted(Reason reason) {
        return new FlagNeed.Omitted(Note.of(reason));
    }
}
