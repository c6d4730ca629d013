package dev.hotreload.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at a stream of this process, or a file or another program gets it. */
public enum Terminal {
    INPUT(0),
    OUTPUT(1),
    ERROR(2);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final int ALWAYS_A_CONSOLE = 22;

    private final int descriptor;

    Terminal(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Returns whether the stream is a terminal. Java's own question, {@code System.console()}, is about input and
     * output together, so that {@code helm template . | hot-reload review -} would have none; it is asked only where
     * the operating system does not show the descriptors.
     */
    public boolean isThere() {
        try {
            return isDevice(Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(descriptor)))
                    .toString());
        } catch (IOException | UnsupportedOperationException e) {
            return !Files.exists(DESCRIPTORS) && hasConsole();
        }
    }

    /** From Java 22 on there is always a console, which tells nothing: a stream then is not a terminal. */
    @SuppressWarnings("SystemConsoleNull") // asked on older versions only
    private static boolean hasConsole() {
        return Runtime.version().feature() < ALWAYS_A_CONSOLE && System.console() != null;
    }

    /** Returns whether a path is that of a terminal (Linux, Documentation/admin-guide/devices.txt). */
    static boolean isDevice(String path) {
        return path.startsWith("/dev/pts/") || path.startsWith("/dev/tty") || path.equals("/dev/console");
    }
}
