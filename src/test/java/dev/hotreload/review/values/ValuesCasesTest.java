package dev.hotreload.review.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.input.FolderRules;
import dev.hotreload.review.input.ManifestFiles;
import dev.hotreload.review.input.ValuesOptions;
import dev.hotreload.review.run.ReviewRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code src/test/resources/values} is a case: {@code input.yaml}, or {@code values.yaml} beside a
 * {@code Chart.yaml}, with {@code findings.txt}, and with {@code output.yaml} where the fix changes the file. Other
 * files of the folder are read too; {@code chart.txt} is the chart of {@code --values-of}. After a look at what has
 * changed, {@code -Dgolden.refresh=1} writes findings and outputs, and the test fails all the same.
 */
class ValuesCasesTest {

    private static final Path CASES = Path.of("src/test/resources/values");
    private static final Set<String> EXPECTED = Set.of("output.yaml", "findings.txt", "chart.txt");
    private static final Set<String> OF_A_CHART = Set.of("Chart.yaml", "Chart.lock", "requirements.yaml");
    private static final boolean REFRESH = System.getProperty("golden.refresh") != null;

    @TempDir
    Path folder;

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<String> names =
                    folders.map(path -> path.getFileName().toString()).sorted().toList();
            assertThat(names).hasSizeGreaterThan(80);
            return names.stream();
        }
    }

    /** What a run over the files of a case found, and the files that it would change. */
    private record Run(Review review, List<FixedManifest> fixed) {

        static Run over(Path folder, ValuesOptions told) throws IOException {
            List<FixedManifest> fixed = new ArrayList<>();
            ReviewRun run = new ReviewRun(Policy.DEFAULT, "", Optional.of(manifest -> {
                if (manifest.isChanged()) {
                    fixed.add(manifest);
                }
            }));
            FolderRules rules = new FolderRules(List.of(), FolderRules.Unrelated.NAMED, told);
            int files = ManifestFiles.read(named(folder), rules, InputStream.nullInputStream(), run);
            return new Run(run.review(files), fixed);
        }

        /** Returns every file of the case, apart from those that only describe a chart. */
        private static List<String> named(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(
                                file -> !OF_A_CHART.contains(file.getFileName().toString()))
                        .map(Path::toString)
                        .sorted()
                        .toList();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void values_are_reviewed_and_get_their_flags_and_nothing_else(String name) throws IOException {
        Path source = CASES.resolve(name);
        copy(source);
        ValuesOptions told = told(source);

        Run run = Run.over(folder, told);

        golden(source.resolve("findings.txt"), findings(run.review()));
        assertThat(run.fixed()).hasSizeLessThan(2);
        Optional<FixedManifest> fixed = run.fixed().stream().findFirst();
        Path output = source.resolve("output.yaml");
        if (REFRESH && fixed.isPresent()) {
            golden(output, fixed.get().after());
        }
        assertThat(fixed.map(FixedManifest::after)).isEqualTo(content(output));
        if (fixed.isPresent()) {
            Files.writeString(Path.of(fixed.get().name()), fixed.get().after());
            Run again = Run.over(folder, told);
            assertThat(again.fixed()).as("changed a second time").isEmpty();
            assertThat(again.review().findings()).extracting(Finding::kind).containsOnly(VerdictKind.COMPLIANT);
        }
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                if (!EXPECTED.contains(file.getFileName().toString())) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        }
    }

    private static ValuesOptions told(Path source) throws IOException {
        return content(source.resolve("chart.txt"))
                .flatMap(text -> Chart.named(text.strip()))
                .map(chart -> new ValuesOptions(List.of(new ValuesOptions.Named(chart, Optional.empty()))))
                .orElse(ValuesOptions.NONE);
    }

    private static Optional<String> content(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    private static String findings(Review review) {
        Stream<String> findings = review.findings().stream().map(ValuesCasesTest::line);
        Stream<String> problems = review.problems().stream().map(problem -> line(problem, "problem: "));
        Stream<String> remarks = review.allRemarks().stream().map(remark -> line(remark, "remark: "));
        Stream<String> refused = review.refused().stream().map(no -> line(no, ""));
        return Stream.of(findings, problems, remarks, refused)
                .flatMap(lines -> lines)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String line(Finding finding) {
        String added = finding.verdict().patch().stream()
                .flatMap(patch -> patch.flags().stream())
                .map(ManagedFlag::argument)
                .map(argument -> " +" + argument)
                .collect(Collectors.joining());
        String reasons = finding.verdict().notes().stream()
                .map(note -> " " + note.reason().code())
                .collect(Collectors.joining());
        return place(finding.place()) + " " + finding.kind() + " " + finding.object() + " container "
                + finding.container() + added + reasons;
    }

    private static String line(Problem problem, String kind) {
        return place(problem.place()) + " " + kind + problem.message();
    }

    private static String place(Place place) {
        return Path.of(place.file()).getFileName() + ":" + place.line();
    }

    private static void golden(Path file, String actual) throws IOException {
        if (REFRESH) {
            String before = content(file).orElse("");
            Files.writeString(file, actual);
            assertThat(actual).isEqualTo(before);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
