package dev.hotreload.server;

import java.util.Locale;

/** How the reload of a file ended. */
enum ReloadResult {
    SUCCESS,
    FAILURE;

    /** Returns the value of the metric's label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
