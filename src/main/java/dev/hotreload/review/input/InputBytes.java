package dev.hotreload.review.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads the bytes of an input, up to a limit. */
final class InputBytes {

    private static final int MOST_BYTES = 100 << 20;

    /** The type of a file in its mode, and the one of a pipe (inode(7)). */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;

    private InputBytes() {}

    /** Reads a stream to its end. */
    static byte[] read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it is larger than 100 MiB; split it");
        }
        return bytes;
    }

    /**
     * Reads a file that the user named: a regular file, or a pipe as {@code <(command)} makes it, and never a device.
     */
    static byte[] readNamed(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isOther() && !isPipe(file)) {
            throw new IOException("it is a device or a socket; use - for the standard input");
        }
        return read(file);
    }

    /** Reads a regular file. */
    static byte[] read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream);
        }
    }

    private static boolean isPipe(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((Integer) Files.getAttribute(file, "unix:mode") & TYPE) == PIPE;
    }
}
