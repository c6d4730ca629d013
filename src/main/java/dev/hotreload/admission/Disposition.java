package dev.hotreload.admission;

import java.util.Locale;

/** What became of a request, as audit annotations, logs and metrics name it; of several servers the first counts. */
public enum Disposition {
    PATCHED,
    WOULD_PATCH,
    BLOCKED,
    COMPLIANT,
    SKIPPED,
    ERROR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
