package dev.hotreload.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that was named in an option. */
public final class GivenFile {

    private GivenFile() {}

    /**
     * Returns the content.
     *
     * @throws InvalidConfigException when it cannot be read
     */
    public static byte[] bytes(Path file) throws InvalidConfigException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidConfigException(
                    file + ": the file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }
}
