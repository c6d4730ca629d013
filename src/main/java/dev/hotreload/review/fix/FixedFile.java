package dev.hotreload.review.fix;

import dev.hotreload.review.input.FileCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes a fixed manifest to its file, as a whole or not at all: the text goes to a new file beside it, which then
 * takes its place. A symbolic link stays one; owner, group and mode stay. What cannot stay is a reason not to write.
 */
public final class FixedFile {

    private final Path file;
    private final FixedManifest manifest;

    private FixedFile(Path file, FixedManifest manifest) {
        this.file = file;
        this.manifest = manifest;
    }

    /**
     * Writes the new text of a manifest.
     *
     * @return why the file was left as it is; empty when it is written
     */
    public static Optional<String> write(FixedManifest manifest) {
        try {
            return new FixedFile(Path.of(manifest.name()).toRealPath(), manifest).write();
        } catch (IOException e) {
            return Optional.of("the file cannot be written: " + FileCause.of(e) + ".");
        }
    }

    private Optional<String> write() throws IOException {
        Optional<UnixAttributes> before = UnixAttributes.of(file);
        if (before.filter(UnixAttributes::hasSeveralNames).isPresent()) {
            return Optional.of("the file has several names (hard links), and a new file would take only this one;"
                    + " fix a copy, and copy it back.");
        }
        Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
        Path fresh = Files.createTempFile(folder, ".hot-reload-", ".tmp");
        // For an end of the process by a signal; any other way out deletes it below.
        fresh.toFile().deleteOnExit();
        try {
            fill(fresh);
            if (before.isPresent() && !before.get().giveTo(fresh)) {
                return Optional.of("the file belongs to another user or group, to which a new file cannot be given;"
                        + " run this as its owner.");
            }
            if (!Arrays.equals(Files.readAllBytes(file), bytes(manifest.before()))) {
                return Optional.of("the file has changed since it was read, and was left as it is; run fix again.");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
            return Optional.empty();
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void fill(Path fresh) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(bytes(manifest.after()));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }

    /** Makes the new name last, where a folder can be opened (fsync(2)). */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The content is on the disk, and the rename is as durable as the file system makes it.
            return;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
