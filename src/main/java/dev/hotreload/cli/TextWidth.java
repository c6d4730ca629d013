package dev.hotreload.cli;

import dev.hotreload.usage.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How many columns text for people has. */
final class TextWidth {

    /** The width where there is no terminal, or it does not say. */
    static final int UNKNOWN = 80;

    /** Narrower than this, most lines would hold one word. */
    private static final int LEAST = 40;

    private static final File TERMINAL = new File("/dev/tty");

    private TextWidth() {}

    /** Returns the width of the terminal to which the standard output goes. */
    static int ofTerminal() {
        return Terminal.OUTPUT.isThere() ? ask().map(size -> parse(size)).orElse(UNKNOWN) : UNKNOWN;
    }

    /** Returns the columns of what {@code stty size} prints: rows and columns. */
    static int parse(String size) {
        String[] numbers = size.strip().split(" ", -1);
        try {
            int columns = Integer.parseInt(numbers[numbers.length - 1]);
            return columns == 0 ? UNKNOWN : Math.max(columns, LEAST);
        } catch (NumberFormatException e) {
            return UNKNOWN;
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
