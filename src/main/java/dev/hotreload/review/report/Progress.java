package dev.hotreload.review.report;

import dev.hotreload.review.input.Manifest;
import dev.hotreload.usage.SafeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;

/**
 * A line on the terminal that shows the progress of a long review; none where there is no terminal, and none for a
 * short review.
 */
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

    /** Returns the progress of a review that starts now. */
    public static Progress to(PrintWriter terminal) {
        return new Progress(terminal, Ansi.AUTO.enabled());
    }

    @Override
    public void accept(Manifest manifest) {
        objects += manifest.objects();
        if (watched && System.nanoTime() - last > NANOS) {
            last = System.nanoTime();
            shown = true;
            terminal.print("\r" + objects + " objects reviewed, now " + SafeText.line(manifest.name()) + "\u001B[K");
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
