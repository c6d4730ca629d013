package dev.hotreload.server;

import dev.hotreload.background.BackgroundLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the heap is really exhausted, or whether one request was only too large for the rest of it. It
 * looks when something ran out of memory, and when the heap stays nearly full after a garbage collection. Then it tries
 * to use an eighth of the heap, several times: memory of a failed request is free by then.
 */
final class HeapGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeapGuard.class);
    private static final int CHUNK = 1 << 20;
    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES_MILLIS = 300;
    private static final long BETWEEN_LOOKS_SECONDS = 5;
    private static final double NEARLY_FULL = 0.95;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
            .toList();
    private final CountDownLatch exhausted = new CountDownLatch(1);
    private final Semaphore suspicions = new Semaphore(0);
    private final BackgroundLoop loop = new BackgroundLoop("heap-guard", this::look, failure -> {});
    // Given up when the heap is exhausted, so that the shutdown has some memory.
    private final List<byte[]> reserve =
            new ArrayList<>(List.of(new byte[(int) (Runtime.getRuntime().maxMemory() / 64)]));

    void start() {
        loop.start();
    }

    /** Looks into a failure, if it is one of memory. */
    void failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                suspicions.release();
                return;
            }
        }
    }

    /** Returns when the heap is exhausted, which may be never. */
    void awaitExhausted() throws InterruptedException {
        exhausted.await();
    }

    private void look() throws InterruptedException {
        boolean suspicious = suspicions.tryAcquire(BETWEEN_LOOKS_SECONDS, TimeUnit.SECONDS);
        if (!suspicious && !isNearlyFull()) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
            if (isThereRoom()) {
                suspicions.drainPermits();
                return;
            }
        }
        reserve.clear();
        exhausted.countDown();
        LOG.error("The heap is exhausted; shutting down");
        loop.close();
    }

    private boolean isNearlyFull() {
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            if (afterCollection != null && afterCollection.getUsed() > afterCollection.getMax() * NEARLY_FULL) {
                return afterCollection.getMax() > 0;
            }
        }
        return false;
    }

    private static boolean isThereRoom() {
        try {
            long chunks = Math.max(Runtime.getRuntime().maxMemory() / 8 / CHUNK, 1);
            List<byte[]> used = new ArrayList<>();
            for (long i = 0; i < chunks; i++) {
                used.add(new byte[CHUNK]);
            }
            return used.size() == chunks;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
