package dev.hotreload.admission;

import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Verdict;
import java.util.Locale;

/** What became of a request, as audit annotations, logs and metrics name it; of several servers the first counts. */
public enum DecisionKind {
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

    /** Returns what becomes of a decision in this mode; of several servers the first of this table counts. */
    static DecisionKind of(Decision decision, Mode mode) {
        return decision.containers().stream()
                .map(server -> of(server.verdict(), mode))
                .min(DecisionKind::compareTo)
                .orElse(SKIPPED);
    }

    private static DecisionKind of(Verdict verdict, Mode mode) {
        if (verdict instanceof Verdict.Patch) {
            return mode == Mode.ENFORCE ? PATCHED : WOULD_PATCH;
        }
        if (verdict instanceof Verdict.Blocked) {
            return BLOCKED;
        }
        return verdict instanceof Verdict.Compliant ? COMPLIANT : SKIPPED;
    }
}
