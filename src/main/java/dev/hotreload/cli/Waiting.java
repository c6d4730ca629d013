package dev.hotreload.cli;

import dev.hotreload.usage.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A line on the terminal that counts the seconds of a wait; none where there is no terminal. */
final class Waiting implements AutoCloseable {

    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter err;
    private final String what;
    private final ScheduledThreadPoolExecutor clock;
    private int seconds;

    /** Names what is waited for; nothing is shown yet. */
    Waiting(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hot-reload-waiting");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to count. */
    void begin() {
        if (Terminal.ERROR.isThere()) {
            clock.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
        }
    }

    private synchronized void show() {
        seconds++;
        err.print(CLEAR + "Waiting for " + what + " (" + seconds + " s)");
        err.flush();
    }

    /** Clears the line. */
    @Override
    public void close() {
        clock.shutdownNow();
        clear();
    }

    private synchronized void clear() {
        if (seconds > 0) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
