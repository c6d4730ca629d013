package dev.hotreload.reload;

/** Whether a Prometheus has reloaded its configuration. */
public sealed interface ReloadResult {

    /**
     * It has.
     *
     * @param seconds Prometheus' own time of the load, since 1970; empty text where its metrics do not tell
     */
    record Reloaded(String seconds) implements ReloadResult {}

    /**
     * It has not.
     *
     * @param why one sentence
     * @param action what to do, one sentence
     */
    record Refused(String why, String action) implements ReloadResult {}

    /**
     * It cannot be reached, or answers as no Prometheus does.
     *
     * @param why one sentence
     */
    record Unreachable(String why) implements ReloadResult {}
}
