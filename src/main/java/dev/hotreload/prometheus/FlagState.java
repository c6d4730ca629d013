package dev.hotreload.prometheus;

/**
 * How a command line treats a {@link BooleanFlag}. When several states occur together, the last in this order counts.
 */
public enum FlagState {
    /** Not mentioned. */
    ABSENT,
    /** Given as a whole argument. */
    SET,
    /** Given in its {@code --no-} form: Prometheus exits when the flag is added. */
    NEGATED,
    /** Given a value, which the flag does not take: Prometheus exits as it is, with "unexpected …". */
    INVALID
}
