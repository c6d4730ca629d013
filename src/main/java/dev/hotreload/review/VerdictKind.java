package dev.hotreload.review;

import dev.hotreload.decision.Verdict;
import java.util.Locale;

/** The verdict on a Prometheus container in one word, as every report says it. */
public enum VerdictKind {
    PATCH,
    BLOCKED,
    /** Somebody would have to act, and the user has said that the finding does not count. */
    IGNORED,
    COMPLIANT,
    SKIP,
    /** The mode is off: the webhook does nothing, whatever the verdict is. */
    OFF;

    static VerdictKind of(Verdict verdict) {
        return verdict.fold(patch -> PATCH, compliant -> COMPLIANT, blocked -> BLOCKED, skip -> SKIP);
    }

    /** Returns whether somebody has to act: the flags are missing, or cannot be added. */
    public boolean needsAction() {
        return this == PATCH || this == BLOCKED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
