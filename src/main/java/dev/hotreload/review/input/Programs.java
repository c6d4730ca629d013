package dev.hotreload.review.input;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The programs that a user has installed.
 *
 * @param folders where they are looked for, in this order
 */
public record Programs(List<Path> folders) {

    /** No programs at all. */
    public static final Programs NONE = new Programs(List.of());

    public Programs {
        folders = List.copyOf(folders);
    }

    /**
     * Returns the programs of the folders in a {@code PATH}. A folder that is not absolute is skipped: a repository
     * under review must not bring the program that is run.
     */
    public static Programs on(String path) {
        List<Path> folders = new ArrayList<>();
        for (String folder : path.split(File.pathSeparator, -1)) {
            try {
                if (Path.of(folder).isAbsolute()) {
                    folders.add(Path.of(folder));
                }
            } catch (InvalidPathException e) {
                // Not the name of a folder: the system finds nothing there either.
            }
        }
        return new Programs(folders);
    }

    boolean isEmpty() {
        return folders.isEmpty();
    }

    /** Returns the first program of this name. */
    Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
