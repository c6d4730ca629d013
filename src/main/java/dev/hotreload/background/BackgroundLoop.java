package dev.hotreload.background;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats a step until it is closed, and survives whatever the step throws: the failure is logged and
 * reported, and after a pause the step runs again.
 *
 * <pre>{@code
 * BackgroundLoop loop = new BackgroundLoop("file-watch", watch::awaitChange, metrics::backgroundFailure);
 * loop.start();
 * }</pre>
 */
public final class BackgroundLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

    /** Before the next try, so that a step that always fails neither fills the log nor a CPU. */
    private static final long PAUSE_MILLIS = 1_000;

    /** One round; it waits for its own occasion. */
    public interface Step {
        void run() throws Exception;
    }

    private final Step step;
    private final Consumer<Throwable> failures;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Makes a loop; {@link #start} starts it.
     *
     * @param name of the thread
     * @param failures what else happens with each failure, besides its log line
     */
    public BackgroundLoop(String name, Step step, Consumer<Throwable> failures) {
        this.step = step;
        this.failures = failures;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                step.run();
            } catch (InterruptedException e) {
                // Only close() interrupts.
                closed = true;
            } catch (Throwable e) {
                report(e);
            }
        }
    }

    private void report(Throwable failure) {
        if (closed) {
            return;
        }
        try {
            UnexpectedFailure.log(LOG, failure)
                    .addKeyValue("thread", thread.getName())
                    .log("A background task failed and continues; " + UnexpectedFailure.PLEASE_REPORT);
            failures.accept(failure);
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        } catch (Throwable e) {
            // Without memory even a log line may fail: the next round matters more.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    /** Ends the loop; a step that is running is interrupted. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
