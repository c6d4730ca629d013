package dev.hotreload;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a person can read is plain English: the words of {@code english/words.tsv} do not occur. CONTRIBUTING.md has
 * the rules. A line in which such a word is right stands in {@code english/allowed.tsv}.
 */
class EnglishTest {

    private static final Path TABLES = Path.of("src/test/resources/english");
    private static final List<String> READ = List.of(
            "src/main",
            "src/man",
            "docs",
            "manifests",
            "certs",
            ".ci",
            ".github",
            "README.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "CHANGELOG.md",
            "Dockerfile",
            "action.yml",
            ".pre-commit-hooks.yaml",
            "renovate.json");

    /** What begins a line of a comment. */
    private static final Pattern LEADER = Pattern.compile("^\\s*(?:\\*|//|#)?\\s*");

    /** Words are apart by white space, or by the end of one Java string and the beginning of the next. */
    private static final String BETWEEN = "(?:\\\\s|\"\\\\s*\\\\+\\\\s*\")+";

    private record Word(Pattern pattern, String written, String wanted) {
        static Word of(List<String> row) {
            Pattern pattern = Pattern.compile(
                    "\\b(?:" + row.get(0).replaceAll(" (?!\\))", BETWEEN) + ")\\b", Pattern.CASE_INSENSITIVE);
            return new Word(pattern, row.get(1), row.get(2));
        }
    }

    private record Allowed(String file, String line) {}

    /** The text of a file in one line, so that a turn is found over the end of a line too. */
    private record Prose(String file, List<String> lines, String text, NavigableMap<Integer, Integer> starts) {
        static Prose of(String file, List<String> lines) {
            StringBuilder text = new StringBuilder();
            NavigableMap<Integer, Integer> starts = new TreeMap<>();
            for (int i = 0; i < lines.size(); i++) {
                starts.put(text.length(), i);
                text.append(LEADER.matcher(lines.get(i)).replaceFirst("")).append(' ');
            }
            return new Prose(file, lines, text.toString(), starts);
        }

        Stream<Found> find(Word word) {
            return word.pattern().matcher(text).results().map(hit -> {
                int line = starts.floorEntry(hit.start()).getValue();
                return new Found(file, line + 1, lines.get(line), hit.group(), word);
            });
        }
    }

    private record Found(String file, int number, String line, String words, Word word) {
        boolean is(Allowed allowed) {
            return file.equals(allowed.file()) && line.contains(allowed.line());
        }

        @Override
        public String toString() {
            return "%s:%d: \"%s\"; for example not \"%s\" but \"%s\""
                    .formatted(file, number, words, word.written(), word.wanted());
        }
    }

    private static List<List<String>> table(String name) throws IOException {
        return Files.readAllLines(TABLES.resolve(name)).stream()
                .filter(not(line -> line.startsWith("#")))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    private static List<Word> words() throws IOException {
        return table("words.tsv").stream().map(Word::of).toList();
    }

    private static List<Allowed> allowed() throws IOException {
        return table("allowed.tsv").stream()
                .map(row -> new Allowed(row.get(0), row.get(1)))
                .toList();
    }

    private static List<Prose> files() throws IOException {
        List<Prose> files = new ArrayList<>();
        for (String root : READ) {
            try (Stream<Path> found = Files.walk(Path.of(root))) {
                found.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().endsWith("go.sum")
                                && !file.toString().endsWith(".png"))
                        .sorted()
                        .forEach(file -> files.add(Prose.of(file.toString(), lines(file))));
            }
        }
        return files;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Found> found(Prose prose, List<Word> words) {
        return words.stream().flatMap(prose::find).toList();
    }

    @Test
    void no_forbidden_word_occurs() throws IOException {
        List<Word> words = words();
        List<Allowed> allowed = allowed();
        List<Found> found = files().stream()
                .flatMap(file -> found(file, words).stream())
                .filter(hit -> allowed.stream().noneMatch(hit::is))
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void every_allowed_line_is_needed() throws IOException {
        List<Word> words = words();
        List<Found> found =
                files().stream().flatMap(file -> found(file, words).stream()).toList();
        assertThat(allowed())
                .allSatisfy(line ->
                        assertThat(found.stream().anyMatch(hit -> hit.is(line))).isTrue());
    }

    @Test
    void every_word_is_found_in_its_example_and_no_word_in_what_is_wanted() throws IOException {
        List<Word> words = words();
        for (Word word : words) {
            assertThat(found(Prose.of("written", List.of(word.written())), List.of(word)))
                    .as(word.written())
                    .isNotEmpty();
            assertThat(found(Prose.of("wanted", List.of(word.wanted())), words))
                    .as(word.wanted())
                    .isEmpty();
        }
    }

    @Test
    void a_turn_is_found_over_the_end_of_a_line() throws IOException {
        List<Word> words = words();
        Map<String, List<String>> texts = Map.of(
                "a Javadoc comment", List.of("    /** Reads what was left", "     * out before. */"),
                "a comment of a script", List.of("# This", "#  is no", "# script."),
                "two Java strings", List.of("    \"the review of\"", "            + \" ours failed\""),
                "Markdown", List.of("a bug of", "ours"));
        texts.forEach((name, lines) ->
                assertThat(found(Prose.of(name, lines), words)).as(name).hasSize(1));
    }

    @Test
    void what_is_not_the_forbidden_turn_is_not_found() throws IOException {
        List<Word> words = words();
        for (String fine : List.of(
                "There is no container.",
                "there are none",
                "It is no longer needed.",
                "Everybody who creates a pod",
                "The limit depends on the node.",
                "the answer that is nothing",
                "It bores nobody and recommends nothing.")) {
            assertThat(found(Prose.of("fine", List.of(fine)), words)).as(fine).isEmpty();
        }
    }
}
