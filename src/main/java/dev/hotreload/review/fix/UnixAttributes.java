package dev.hotreload.review.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Unix knows of a file, and a new file in its place has to have.
 *
 * @param user who owns it
 * @param group that owns it
 * @param names how many names (hard links) it has
 * @param mode who may read, write and execute it
 */
record UnixAttributes(int user, int group, int names, Set<PosixFilePermission> mode) {

    /** Returns those of a file; empty on other systems. */
    static Optional<UnixAttributes> of(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        return Optional.of(new UnixAttributes(
                number(file, "uid"),
                number(file, "gid"),
                number(file, "nlink"),
                Files.readAttributes(file, PosixFileAttributes.class).permissions()));
    }

    private static int number(Path file, String attribute) throws IOException {
        return (Integer) Objects.requireNonNull(Files.getAttribute(file, "unix:" + attribute));
    }

    boolean hasSeveralNames() {
        return names > 1;
    }

    /** Gives them to another file; returns whether its owner and group could be changed. */
    boolean giveTo(Path other) throws IOException {
        try {
            if (number(other, "gid") != group) {
                Files.setAttribute(other, "unix:gid", group);
            }
            if (number(other, "uid") != user) {
                Files.setAttribute(other, "unix:uid", user);
            }
        } catch (IOException e) {
            return false;
        }
        Files.setPosixFilePermissions(other, mode);
        return true;
    }
}
