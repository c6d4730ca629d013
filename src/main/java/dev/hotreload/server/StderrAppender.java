package dev.hotreload.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes lines to standard error. A line that finds another one being written is written by the thread that writes
 * already: under load many lines go out in one write, no review waits for the lines of others, and none is lost or late
 * when there are few. When nobody reads what is written, threads wait, so that the queue stays bounded.
 */
public final class StderrAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** How much may wait before a thread waits too. */
    private static final long MOST_BYTES = 1 << 20;

    private static final int BATCH = 64 << 10;

    private final Queue<byte[]> lines = new ConcurrentLinkedQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(1 << 10);
    private Encoder<ILoggingEvent> encoder = new FlatJsonEncoder();

    /** Sets what turns an event into a line. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    /** Returns what turns an event into a line. */
    public Encoder<ILoggingEvent> getEncoder() {
        return encoder;
    }

    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = encoder.encode(event);
        lines.add(line);
        if (waiting.addAndGet(line.length) > MOST_BYTES) {
            writing.lock();
            write();
        }
        // Again after each write: a line may have come between the last look and the release of the lock.
        while (!lines.isEmpty() && writing.tryLock()) {
            write();
        }
    }

    /** Writes what waits, and releases the lock. */
    private void write() {
        try {
            for (byte[] line = lines.poll(); line != null; line = lines.poll()) {
                waiting.addAndGet(-line.length);
                batch.writeBytes(line);
                if (batch.size() >= BATCH) {
                    flush();
                }
            }
            flush();
        } finally {
            writing.unlock();
        }
    }

    private void flush() {
        if (batch.size() > 0) {
            System.err.writeBytes(batch.toByteArray());
            System.err.flush();
            batch.reset();
        }
    }
}
