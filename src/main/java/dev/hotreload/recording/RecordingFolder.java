package dev.hotreload.recording;

import dev.hotreload.usage.Sha256;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of recordings, each in a file that is named after its content, so that the same is kept once. */
public final class RecordingFolder {

    /** How the names of recordings end. */
    public static final String ENDING = ".jsonl";

    static final int MOST_FILES = 1_000;
    static final long MOST_BYTES = 64L << 20;

    private static final int NAME_DIGITS = 24;

    private final Path folder;
    private int files;
    private long bytes;

    private RecordingFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, which is created when it does not exist, and counts what it holds.
     *
     * @throws UsageException when it cannot be written to
     */
    public static RecordingFolder open(Path folder) throws UsageException {
        RecordingFolder opened = new RecordingFolder(folder);
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "try", ".tmp"));
            for (Path file : recordings(folder)) {
                opened.count(Files.size(file));
            }
        } catch (IOException e) {
            throw new UsageException(folder + ": recordings cannot be written here; name a folder that can be.", e);
        }
        return opened;
    }

    /** Returns the files of recordings in a folder, by name. */
    public static List<Path> recordings(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    boolean isFull() {
        return files >= MOST_FILES || bytes >= MOST_BYTES;
    }

    /** Keeps a recording, unless it is there already. */
    RecordingResult write(Recording recording) throws IOException {
        byte[] content = recording.bytes();
        Path file = folder.resolve(Sha256.hex(content).substring(0, NAME_DIGITS) + ENDING);
        if (Files.exists(file)) {
            return RecordingResult.REPEATED;
        }
        if (isFull() || bytes + content.length > MOST_BYTES) {
            return RecordingResult.FULL;
        }
        // Under another name first, so that nobody reads half of it. Only its owner may read it.
        Path made = Files.createTempFile(folder, "recording", ".tmp");
        try {
            Files.write(made, content);
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
        count(content.length);
        return RecordingResult.RECORDED;
    }

    private void count(long size) {
        files++;
        bytes += size;
    }
}
