package dev.hotreload.usage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a user named: a configuration, certificates, a key. */
public final class NamedFile {

    /**
     * The largest file that is read. A ConfigMap or a Secret holds at most 1 MiB
     * (kubernetes.io/docs/concepts/configuration/configmap).
     */
    public static final int MOST_BYTES = 1 << 20;

    private NamedFile() {}

    /**
     * Returns the content.
     *
     * @throws UsageException when the file cannot be read, or is larger than {@link #MOST_BYTES}
     */
    public static byte[] bytes(Path file) throws UsageException {
        byte[] content;
        try {
            content = start(file);
        } catch (IOException e) {
            throw new UsageException(file + ": " + why(e), e);
        }
        if (content.length > MOST_BYTES) {
            throw new UsageException(file + ": the file is larger than 1 MiB.");
        }
        return content;
    }

    /**
     * Returns the content up to one byte more than may be used, so that changes of a file of any size are seen cheaply.
     */
    public static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file.";
        }
        return e instanceof AccessDeniedException ? "reading the file is not permitted." : "the file cannot be read.";
    }
}
