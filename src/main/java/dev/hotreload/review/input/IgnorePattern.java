package dev.hotreload.review.input;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of {@code .gitignore} (gitignore(5)), matched without backtracking over more than one {@code *}.
 *
 * @param segments between slashes; {@code **} stands for any number of folders
 * @param negated whether paths that match are taken in again
 * @param foldersOnly whether it matches folders only
 */
record IgnorePattern(List<String> segments, boolean negated, boolean foldersOnly) {

    private static final String ANY_FOLDERS = "**";

    IgnorePattern {
        segments = List.copyOf(segments);
    }

    /** Reads a line; empty where it holds a comment or nothing. */
    static Optional<IgnorePattern> parse(String line) {
        String text = line.endsWith("\\ ") ? line : line.stripTrailing();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        String pattern = negated ? text.substring(1) : text;
        boolean foldersOnly = pattern.endsWith("/");
        String path = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean anchored = path.contains("/");
        String relative = path.startsWith("/") ? path.substring(1) : path;
        if (relative.isEmpty()) {
            return Optional.empty();
        }
        String full = anchored ? relative : ANY_FOLDERS + "/" + relative;
        return Optional.of(new IgnorePattern(Arrays.asList(full.split("/", -1)), negated, foldersOnly));
    }

    /** Returns whether the pattern matches a path that is relative to the folder of the pattern. */
    boolean matches(Path path, IgnoreRules.Entry entry) {
        if (foldersOnly && entry != IgnoreRules.Entry.FOLDER) {
            return false;
        }
        int names = path.getNameCount();
        // reached[i]: the segments until now match the first i names.
        boolean[] reached = new boolean[names + 1];
        reached[0] = true;
        for (int segment = 0; segment < segments.size(); segment++) {
            reached = step(segments.get(segment), reached, path, segment == segments.size() - 1);
        }
        return reached[names];
    }

    private static boolean[] step(String segment, boolean[] reached, Path path, boolean last) {
        boolean[] next = new boolean[reached.length];
        boolean any = false;
        for (int i = 0; i < reached.length; i++) {
            if (segment.equals(ANY_FOLDERS)) {
                // At the end, ** matches what is below a folder, and not the folder itself.
                next[i] = any || (reached[i] && !last);
                any |= reached[i];
            } else if (i > 0 && reached[i - 1]) {
                next[i] = Glob.matches(segment, path.getName(i - 1).toString());
            }
        }
        return next;
    }
}
