package dev.hotreload.server;

import java.util.function.LongSupplier;

/**
 * Limits log lines to so many a second on average, and so many at once; counts those beyond. More pods than that are
 * never created in a cluster, but whoever reaches the port can send that many reviews, and the log must not fill the
 * disk of a node.
 */
final class LineBudget {

    private final double perNano;
    private final double most;
    private final LongSupplier nanos;
    private double left;
    private long last;
    private long suppressed;

    /**
     * Starts full.
     *
     * @param perSecond how many lines are allowed on average
     * @param atOnce how many lines are allowed after a pause
     * @param nanos a clock like {@link System#nanoTime}
     */
    LineBudget(int perSecond, int atOnce, LongSupplier nanos) {
        perNano = perSecond / 1e9;
        most = atOnce;
        this.nanos = nanos;
        left = atOnce;
        last = nanos.getAsLong();
    }

    /** Returns whether one more line may be written. */
    synchronized boolean takeLine() {
        long now = nanos.getAsLong();
        left = Math.min(most, left + (now - last) * perNano);
        last = now;
        if (left < 1) {
            suppressed++;
            return false;
        }
        left--;
        return true;
    }

    /** Returns how many lines were refused since this was asked last. */
    synchronized long takeSuppressed() {
        long count = suppressed;
        suppressed = 0;
        return count;
    }
}
