package dev.hotreload.reload;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Whether a Prometheus has reloaded its configuration. */
public sealed interface ReloadResult {

    /** Returns what the function of its case makes of the result. */
    <T> T fold(Function<Reloaded, T> reloaded, Function<Refused, T> refused, Function<Unreachable, T> unreachable);

    /**
     * It has.
     *
     * @param time of the load, by Prometheus' own clock; empty where its metrics do not show it
     */
    record Reloaded(Optional<Instant> time) implements ReloadResult {
        @Override
        public <T> T fold(
                Function<Reloaded, T> reloaded, Function<Refused, T> refused, Function<Unreachable, T> unreachable) {
            return reloaded.apply(this);
        }
    }

    /**
     * It has not.
     *
     * @param why one sentence
     * @param action what to do, one sentence
     */
    record Refused(String why, String action) implements ReloadResult {
        @Override
        public <T> T fold(
                Function<Reloaded, T> reloaded, Function<Refused, T> refused, Function<Unreachable, T> unreachable) {
            return refused.apply(this);
        }
    }

    /**
     * It cannot be reached, or does not answer as Prometheus does.
     *
     * @param why one sentence
     */
    record Unreachable(String why) implements ReloadResult {
        @Override
        public <T> T fold(
                Function<Reloaded, T> reloaded, Function<Refused, T> refused, Function<Unreachable, T> unreachable) {
            return unreachable.apply(this);
        }
    }
}
