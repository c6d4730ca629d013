package dev.hotreload.review;

/**
 * Where something stands.
 *
 * @param file the path as the user gave it, {@code -} for the standard input; for a cluster the name of its API server
 * @param line from 1; 0 when it is about the file as a whole
 */
public record Place(String file, int line) {

    /** Returns the place of a file as a whole. */
    public static Place of(String file) {
        return new Place(file, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
