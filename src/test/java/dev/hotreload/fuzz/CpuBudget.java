package dev.hotreload.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * No input may cost more than this of the processor, however it is made. Generous: a fuzzer's probes slow the code
 * down.
 */
final class CpuBudget {

    private static final Duration MOST = Duration.ofMillis(500);
    private static final int TRIES = 3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuBudget() {}

    /** Returns the result; fails when the fastest of three runs was too slow. */
    static <T> T spentBy(Supplier<T> work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            T result = work.get();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
            if (least <= MOST.toNanos()) {
                return result;
            }
        }
        throw new AssertionError("took " + Duration.ofNanos(least).toMillis() + " ms of CPU at best");
    }
}
