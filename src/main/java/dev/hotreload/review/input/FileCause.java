package dev.hotreload.review.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Why a file cannot be read or written, in words. */
public final class FileCause {

    private static final String UNKNOWN = "input or output error";

    private FileCause() {}

    /** Returns the cause, to stand after a colon or in parentheses: {@code no such file}, {@code permission denied}. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemLoopException) {
            return "a link leads back to a folder above it";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "a folder has this name";
        }
        if (e instanceof CharacterCodingException) {
            return "not text in UTF-8";
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return Optional.ofNullable(said)
                .filter(words -> !words.isBlank())
                .map(FileCause::lowerCase)
                .orElse(UNKNOWN);
    }

    /** Returns the cause for which a file could not be written, most often that its folder is not there. */
    public static String ofWriting(Path file, IOException e) {
        return missingFolder(file).orElseGet(() -> of(e));
    }

    /** Returns that the folder for a file is missing, before the file is written; empty where it is there. */
    public static Optional<String> missingFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(folder)) {
            return Optional.empty();
        }
        return Optional.of((Files.exists(folder) ? "not a folder: " : "no such folder: ") + folder);
    }

    /** The operating system's words, for example {@code No space left on device}. */
    private static String lowerCase(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
