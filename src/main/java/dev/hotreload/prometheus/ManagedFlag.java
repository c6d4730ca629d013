package dev.hotreload.prometheus;

/**
 * A boolean flag that the webhook adds. Prometheus' command line is parsed by kingpin, where a boolean flag takes no
 * value, has a {@code --no-} form, and ends the process when it, or its {@code --no-} form beside it, is given twice.
 */
public enum ManagedFlag {
    /** Opens {@code POST /-/reload} and {@code POST /-/quit}. Source: Prometheus cmd/prometheus/main.go, since 2.0.0. */
    LIFECYCLE("web.enable-lifecycle"),

    /** Compresses the write-ahead log. Source: Prometheus cmd/prometheus/main.go, since 2.11, default since 2.20. */
    WAL_COMPRESSION("storage.tsdb.wal-compression");

    private final String name;

    ManagedFlag(String name) {
        this.name = name;
    }

    /** Returns the argument that sets the flag, for example {@code --web.enable-lifecycle}. */
    public String argument() {
        return "--" + name;
    }

    /** Returns the argument that unsets the flag, for example {@code --no-web.enable-lifecycle}. */
    public String negation() {
        return "--no-" + name;
    }
}
