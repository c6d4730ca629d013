package dev.hotreload.usage;

import java.io.IOException;
import java.io.Writer;
import java.util.function.IntSupplier;

/**
 * Messages for a person at a terminal: a line that is longer than the terminal is wrapped between words. A line that
 * starts with a blank stays whole, because somebody copies it, and so does what is shown before its line ends: a
 * question, or a line that is printed over itself.
 */
public final class WrappedLines extends Writer {

    /** Clears a line that was printed over itself; messages follow. */
    public static final String CLEAR = "\r\u001B[K";

    private static final int INDENT = 2;

    /** Up to so many characters fit into any terminal: its width need not be asked for. */
    private static final int SHORT = 40;

    private final Writer out;
    private final IntSupplier width;
    private final StringBuilder line = new StringBuilder();
    private boolean begun;

    /**
     * Wraps what is written from now on.
     *
     * @param width of the terminal, asked for when a line may be too long
     */
    public WrappedLines(Writer out, IntSupplier width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            line.append(characters[i]);
            if (characters[i] == '\n') {
                end();
            }
        }
    }

    private void end() throws IOException {
        String text = line.toString();
        line.setLength(0);
        boolean whole = begun || text.startsWith(" ") || text.length() <= SHORT;
        begun = false;
        out.write(whole ? text : wrapped(text.stripTrailing()));
    }

    private String wrapped(String text) {
        WrappedText wrapped = new WrappedText(width.getAsInt());
        wrapped.words("", 0, INDENT, text);
        return wrapped.toString();
    }

    @Override
    public void flush() throws IOException {
        if (line.length() > 0) {
            String text = line.toString();
            line.setLength(0);
            begun = !text.endsWith(CLEAR);
            out.write(text);
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
