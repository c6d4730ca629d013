package dev.hotreload.scan;

import dev.hotreload.decision.Reason;
import dev.hotreload.decision.Verdict;
import dev.hotreload.review.Finding;
import java.util.Locale;
import java.util.Optional;

/** Whether a running Prometheus container can be reloaded. */
public enum ServerState {
    /** It has a reloader and all that the reloader needs. */
    RELOADABLE,
    /** The webhook would add flags to it; recreating the pod adds them. */
    LACKS_FLAGS,
    /** It lacks flags that cannot be added safely: a person has to act. */
    BLOCKED,
    /** No container asks it to reload. */
    NO_RELOADER;

    /** Returns the name for people and in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the state of a running container; empty for one that does not count: mode off, or ignored. */
    static Optional<ServerState> of(Finding finding) {
        return switch (finding.kind()) {
            case PATCH -> Optional.of(LACKS_FLAGS);
            case BLOCKED -> Optional.of(BLOCKED);
            case COMPLIANT -> Optional.of(RELOADABLE);
            case SKIP -> Optional.of(ofVerdict(finding.verdict()));
            case OFF, IGNORED -> Optional.empty();
        };
    }

    private static ServerState ofVerdict(Verdict verdict) {
        return verdict.fold(
                patch -> LACKS_FLAGS,
                compliant -> RELOADABLE,
                blocked -> BLOCKED,
                skip -> ofSkip(skip.why().reason()));
    }

    /** A signal needs no flag, and Prometheus 1.x reloads without one. */
    private static ServerState ofSkip(Reason reason) {
        return reason == Reason.RELOADS_BY_SIGNAL || reason == Reason.PROMETHEUS_V1 ? RELOADABLE : NO_RELOADER;
    }
}
