package dev.hotreload.cli;

import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.WrappedLines;
import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;

/** A line on the terminal that counts the seconds of a wait; none where there is no terminal. */
final class Waiting implements AutoCloseable {

    private static final long SECOND = 1_000;

    private final PrintWriter err;
    private final String what;
    private final Timer clock;
    private int seconds;
    private int width;
    private boolean closed;

    /** Names what is waited for; nothing is shown yet. */
    Waiting(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
        this.clock = new Timer("hot-reload-waiting", true);
    }

    /** Begins to count. */
    void begin() {
        if (Terminal.ERROR.isThere()) {
            clock.scheduleAtFixedRate(
                    new TimerTask() {
                        @Override
                        public void run() {
                            show();
                        }
                    },
                    SECOND,
                    SECOND);
        }
    }

    private synchronized void show() {
        if (closed) {
            return;
        }
        seconds++;
        if (seconds == 1) {
            width = TextWidth.of(Terminal.ERROR);
        }
        // The seconds stay, whatever the length of the address.
        String end = " (" + seconds + " s)";
        err.print(WrappedLines.CLEAR + TextWidth.cut("Waiting for " + what, width - end.length()) + end);
        err.flush();
    }

    /** Clears the line. */
    @Override
    public void close() {
        clock.cancel();
        clear();
    }

    private synchronized void clear() {
        closed = true;
        if (seconds > 0) {
            err.print(WrappedLines.CLEAR);
            err.flush();
        }
    }
}
