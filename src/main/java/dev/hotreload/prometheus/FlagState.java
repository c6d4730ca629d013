package dev.hotreload.prometheus;

/** How a command line treats a {@link ManagedFlag}; when several hold, the last of this order is what counts. */
public enum FlagState {
    /** Not mentioned. */
    ABSENT,
    /** Given as a whole argument. */
    SET,
    /** Given in its {@code --no-} form; adding the flag would end Prometheus with "cannot be repeated". */
    NEGATED,
    /** Given a value, which a kingpin boolean flag does not take: Prometheus ends with "unexpected". */
    INVALID
}
