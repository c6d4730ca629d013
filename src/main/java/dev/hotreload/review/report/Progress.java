package dev.hotreload.review.report;

import dev.hotreload.review.input.Manifest;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.WrappedLines;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;

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
    private int width;

    private Progress(PrintWriter terminal, boolean watched) {
        this.terminal = terminal;
        this.watched = watched;
    }

    /** Returns the progress of a review that starts now. */
    public static Progress to(PrintWriter terminal) {
        return new Progress(terminal, Terminal.ERROR.isThere());
    }

    @Override
    public void accept(Manifest manifest) {
        objects += manifest.objects();
        if (watched && System.nanoTime() - last > NANOS) {
            last = System.nanoTime();
            width = shown ? width : TextWidth.of(Terminal.ERROR);
            shown = true;
            String line = Words.count(objects, "object") + " reviewed, now " + SafeText.line(manifest.name());
            terminal.print(WrappedLines.CLEAR + TextWidth.cut(line, width));
            terminal.flush();
        }
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (shown) {
            terminal.print(WrappedLines.CLEAR);
            terminal.flush();
        }
    }
}
