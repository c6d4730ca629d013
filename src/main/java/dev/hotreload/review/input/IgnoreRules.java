package dev.hotreload.review.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Which paths below a folder are skipped: those that match a pattern of the command line, or of a
 * {@code .hotreloadignore} file in a folder above them, down from the folder in which the command runs. The last
 * pattern that matches decides, and {@code !} takes a path in again (gitignore(5)).
 */
final class IgnoreRules {

    private static final String FILE = ".hotreloadignore";
    private static final int MOST_BYTES = 1 << 20;

    /** What a path leads to; some patterns match folders only. */
    enum Entry {
        FILE,
        FOLDER
    }

    /** A pattern, and the folder from which its paths count. */
    private record Rule(Path folder, IgnorePattern pattern) {}

    private final Path root;
    private final List<Rule> files = new ArrayList<>();
    private final List<Rule> options = new ArrayList<>();
    private final BiConsumer<Path, IOException> unreadable;

    /**
     * Prepares the rules for a folder.
     *
     * @param excluded patterns of the command line, which count from the folder and win over those of files
     * @param unreadable is given each file of patterns that cannot be read, and why
     */
    IgnoreRules(Path root, List<String> excluded, BiConsumer<Path, IOException> unreadable) {
        this.root = root;
        this.unreadable = unreadable;
        excluded.forEach(text -> IgnorePattern.parse(text).ifPresent(pattern -> options.add(new Rule(root, pattern))));
        above(root).forEach(folder -> rules(folder, folder));
    }

    /** Returns the folders from the one in which the command runs down to the one above {@code root}. */
    private static List<Path> above(Path root) {
        Path here = Path.of("").toAbsolutePath();
        Path full = root.toAbsolutePath().normalize();
        List<Path> folders = new ArrayList<>();
        for (Path folder = full.getParent(); folder != null && folder.startsWith(here); folder = folder.getParent()) {
            folders.add(0, folder);
        }
        return folders;
    }

    /** Takes the rules of a folder, of whose content the next questions are. */
    void enter(Path folder) {
        rules(folder, folder.toAbsolutePath().normalize());
    }

    private void rules(Path folder, Path full) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (var stream = Files.newInputStream(file)) {
            new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> IgnorePattern.parse(line).stream())
                    .forEach(pattern -> files.add(new Rule(full, pattern)));
        } catch (IOException e) {
            unreadable.accept(file, e);
        }
    }

    /** Returns whether to skip a path below the folder; the content of a folder that is skipped is skipped too. */
    boolean isIgnored(Path path, Entry entry) {
        if (path.equals(root)) {
            return false;
        }
        Path full = path.toAbsolutePath().normalize();
        return last(options, full, entry)
                .or(() -> last(files, full, entry))
                .filter(rule -> !rule.pattern().negated())
                .isPresent();
    }

    private static Optional<Rule> last(List<Rule> rules, Path full, Entry entry) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            Rule rule = rules.get(i);
            Path folder = rule.folder().toAbsolutePath().normalize();
            if (full.startsWith(folder) && rule.pattern().matches(folder.relativize(full), entry)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
