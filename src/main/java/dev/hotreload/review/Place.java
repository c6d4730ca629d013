package dev.hotreload.review;

/**
 * Where something stands.
 *
 * @param file as it was named, {@code -} for the standard input
 * @param line from 1; 0 when it is about the file as a whole
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
