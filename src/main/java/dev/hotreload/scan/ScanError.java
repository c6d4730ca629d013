package dev.hotreload.scan;

import java.util.Locale;

/**
 * Something that a scan could not do.
 *
 * @param message one sentence or two: what is wrong, and what to do
 */
public record ScanError(Kind kind, String message) {

    /** What a scan could not do. */
    public enum Kind {
        /** The configuration file cannot be used; the scan decides by the last good one. */
        CONFIGURATION,
        /** The API server cannot be reached, or refuses to talk. */
        API_SERVER,
        /** Registration or namespaces cannot be read; the scan assumes the selector of the manifests. */
        NAMESPACES,
        /** The pods cannot be listed to the end. */
        PODS,
        /** Single pods cannot be judged; all others were. */
        UNREADABLE_POD,
        /** Reports cannot be written or deleted. */
        REPORTS,
        /** A bug of this program. */
        INTERNAL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
