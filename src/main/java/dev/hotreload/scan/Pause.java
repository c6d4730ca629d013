package dev.hotreload.scan;

import java.time.Duration;

/**
 * How long to wait for the next scan: the interval, and after a failure less, so that the numbers are not old for long.
 * The wait doubles with each failure, so that an API server in trouble is not asked more and more. Belongs to one
 * thread.
 */
final class Pause {

    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Duration interval;
    private Duration next = FIRST;

    Pause(Duration interval) {
        this.interval = interval;
    }

    /** How a scan ended. */
    enum Outcome {
        SUCCESS,
        FAILURE
    }

    /** Returns the wait after a scan. */
    Duration after(Outcome outcome) {
        if (outcome == Outcome.SUCCESS) {
            next = FIRST;
            return interval;
        }
        Duration wait = next.compareTo(interval) < 0 ? next : interval;
        next = wait.multipliedBy(2);
        return wait;
    }
}
