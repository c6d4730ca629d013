package dev.hotreload.review.report;

import dev.hotreload.review.input.Manifest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;

/** A line on the terminal that says how far a long review is; none where nobody looks, and none for a short one. */
public final class Progress implements Consumer<Manifest>, AutoCloseable {

    private static final long NANOS = Duration.ofMillis(500).toNanos();

    private final PrintWriter terminal;
    private final boolean watched;
    private long last = System.nanoTime();
    private long objects;
    private boolean shown;

    private Progress(PrintWriter terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    public static Progress to(PrintWriter terminal) {
        return new Progress(terminal, Ansi.AUTO.enabled());
    }

    @Override
    public void accept(Manifest manifest) {
        objects += manifest.objects();
        if (watched && System.nanoTime() - last > NANOS) {
            last = System.nanoTime();
            shown = true;
            terminal.print("\r" + objects + " objects reviewed, now "
                    + manifest.name().replaceAll("\\p{Cntrl}", "?") + "\u001B[K");
            terminal.flush();
        }
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (shown) {
            terminal.print("\r\u001B[K");
            terminal.flush();
        }
    }
}
