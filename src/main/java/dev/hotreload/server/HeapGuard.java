package dev.hotreload.server;

import dev.hotreload.background.BackgroundLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, after something ran out of memory, whether the heap is really exhausted, or whether that request was only too
 * large for the rest of it. It tries to use an eighth of the heap, several times: memory of the failed request is free by then.
 */
final class HeapGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeapGuard.class);
    private static final int CHUNK = 1 << 20;
    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES_MILLIS = 300;

    private final CountDownLatch exhausted = new CountDownLatch(1);
    private final Semaphore suspicions = new Semaphore(0);
    // Made at start: without memory it may be too late.
    private final BackgroundLoop loop = new BackgroundLoop("heap-guard", this::check, failure -> {});

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

    private void check() throws InterruptedException {
        suspicions.acquire();
        for (int i = 0; i < TRIES; i++) {
            Thread.sleep(BETWEEN_TRIES_MILLIS);
            if (isThereRoom()) {
                suspicions.drainPermits();
                return;
            }
        }
        exhausted.countDown();
        LOG.error("The heap is exhausted; shutting down");
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
