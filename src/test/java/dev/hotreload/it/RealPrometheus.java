package dev.hotreload.it;

import java.nio.file.Path;

/** The versions of Prometheus that the tests start: that of the report, and the newest. */
enum RealPrometheus {
    V2("2.48.0"),
    V3("3.16.0");

    private final String version;

    RealPrometheus(String version) {
        this.version = version;
    }

    Path program() {
        return RealParts.folder().resolve("prometheus-" + version).resolve("prometheus");
    }

    @Override
    public String toString() {
        return version;
    }
}
