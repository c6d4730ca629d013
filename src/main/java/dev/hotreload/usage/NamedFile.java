package dev.hotreload.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that was named in an option. */
public final class NamedFile {

    private NamedFile() {}

    /**
     * Returns the content.
     *
     * @throws UsageException when it cannot be read
     */
    public static byte[] bytes(Path file) throws UsageException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageException(
                    file + ": the file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }
}
