package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.decision.Policy;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.ManifestText;
import dev.hotreload.review.report.Format;
import dev.hotreload.review.report.TextReport;
import dev.hotreload.review.run.ReviewRun;
import dev.hotreload.usage.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Manifests of the fix cases with pieces removed, repeated, moved and put in: whatever they are, the tool does not
 * fail, and a fix inserts text and nothing else. For more of them: {@code -Dmutations.count=200000 -Dmutations.seed=7}.
 */
class ManifestMutationsTest {

    private static final List<String> PIECES = List.of(
            "\n",
            "\r\n",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "- ",
            "  ",
            ": ",
            "&a ",
            "*a",
            "<<: *a\n",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "|\n",
            ">-\n",
            "'",
            "\"",
            "#",
            "\t",
            "\uFEFF",
            "\u0000",
            "\u2028",
            "\uD83D\uDE00",
            "\uD800",
            "!!str ",
            "!x ",
            "? ",
            "~",
            "yes",
            "0o17",
            "{{ .Values.x }}",
            "args:",
            "args: []\n",
            "kind: List\nitems:\n",
            "--web.enable-lifecycle",
            "\\");

    private static final TextReport TEXT =
            new TextReport(TextReport.Detail.VERBOSE, false, 80, TextReport.Heading.ONE_LINE);

    @Test
    void no_mutation_makes_the_tool_fail_and_a_fix_only_inserts() throws IOException {
        List<String> seeds = seeds();
        Random random = new Random(Long.getLong("mutations.seed", 1));
        int count = Integer.getInteger("mutations.count", 3000);
        int fixedTexts = 0;
        for (int i = 0; i < count; i++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())), random);
            List<FixedManifest> fixed = new ArrayList<>();
            ReviewRun run = new ReviewRun(Policy.DEFAULT, "", Optional.of(fixed::add));
            run.accept(ManifestText.read("a.yaml", text));
            Review review = run.review(1);
            assertThat(review.problems())
                    .as(text)
                    .allMatch(problem -> problem.bug().isEmpty());
            for (Format format : Format.values()) {
                String report = format.report(TEXT).of(review, ReviewFixtures.INVOCATION);
                if (format == Format.TEXT || format == Format.GITHUB || format == Format.MARKDOWN) {
                    assertThat(report.split("\n"))
                            .as(text)
                            .allSatisfy(line -> assertThat(line).isEqualTo(SafeText.line(line)));
                }
            }
            for (FixedManifest manifest : fixed) {
                assertOnlyInserts(manifest);
                fixedTexts += manifest.isChanged() ? 1 : 0;
            }
        }
        assertThat(fixedTexts).as("most mutations leave something to fix").isGreaterThan(count / 20);
    }

    private static List<String> seeds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fix"))) {
            List<String> seeds = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".input.yaml"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readString(file));
            }
            return seeds;
        }
    }

    private static String mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(12));
            String piece = text.substring(from, to);
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, piece.repeat(1 + random.nextInt(3)));
                case 2 -> text.insert(random.nextInt(text.length() + 1), piece);
                default -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    private static void assertOnlyInserts(FixedManifest manifest) {
        StringBuilder after = new StringBuilder(manifest.after());
        for (int i = manifest.changes().size() - 1; i >= 0; i--) {
            FixedManifest.Change change = manifest.changes().get(i);
            int at = change.insertion().at()
                    + manifest.changes().subList(0, i).stream()
                            .mapToInt(before -> before.insertion().text().length())
                            .sum();
            after.delete(at, at + change.insertion().text().length());
        }
        assertThat(after.toString()).isEqualTo(manifest.before());
    }
}
