package dev.hotreload.usage;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How many columns text for people has. */
public final class TextWidth {

    /** The width where a terminal does not say. */
    public static final int USUAL = 80;

    /** Of a file or another program, which may look for a sentence: nothing is wrapped. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Narrower than this, most lines would hold one word. */
    private static final int LEAST = 40;

    private static final File TERMINAL = new File("/dev/tty");

    private TextWidth() {}

    /** Returns the width of the terminal to which a stream goes; {@link #UNLIMITED} where it goes elsewhere. */
    public static int of(Terminal stream) {
        return stream.isThere() ? ask().map(TextWidth::parse).orElse(USUAL) : UNLIMITED;
    }

    /**
     * Returns as much of a line as a terminal of this width shows in one row: of a longer one, the end is replaced by
     * three points. A line that a program prints over itself has to be so short.
     */
    public static String cut(String line, int width) {
        // A terminal goes to the next row after a character in the last column.
        int most = width - 1;
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 3)) + "...";
    }

    /** Returns the columns of what {@code stty size} prints: rows and columns. */
    static int parse(String size) {
        String[] numbers = size.strip().split(" ", -1);
        try {
            int columns = Integer.parseInt(numbers[numbers.length - 1]);
            return columns == 0 ? USUAL : Math.max(columns, LEAST);
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    /** Java does not know the size of a terminal; POSIX has a program that does. */
    private static Optional<String> ask() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size").redirectInput(TERMINAL).start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
