package dev.hotreload.review.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder below {@code src/test/resources/values} is a case: {@code input.yaml}, or {@code values.yaml} beside a
 * {@code Chart.yaml}, with {@code findings.txt}, and with {@code output.yaml} where the fix changes the file. Other
 * files of the folder are copied along; {@code arguments.txt} holds options. After a look at what has changed,
 * {@code -Dgolden.refresh=1} writes findings and outputs, and the test fails all the same.
 */
class ValuesCasesTest {

    private static final Path CASES = Path.of("src/test/resources/values");
    private static final Set<String> EXPECTED = Set.of("output.yaml", "findings.txt", "arguments.txt");
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

    /** A copy of a case, and the file of it that may change. */
    private record Case(Path source, Path copy, String changed) {

        static Case of(Path source, Path folder) throws IOException {
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.toList()) {
                    if (!EXPECTED.contains(file.getFileName().toString())) {
                        Files.copy(file, folder.resolve(file.getFileName()));
                    }
                }
            }
            String changed = Stream.of("input.yaml", "values-prod.yaml", "values.yaml")
                    .filter(name -> Files.exists(folder.resolve(name)))
                    .findFirst()
                    .orElseThrow();
            return new Case(source, folder, changed);
        }

        Path file() {
            return copy.resolve(changed);
        }

        Path expected(String name) {
            return source.resolve(name);
        }

        /** Names every file of the case, apart from those that only describe a chart. */
        Command run(String... command) throws IOException {
            List<String> arguments = new ArrayList<>(List.of(command));
            if (Files.exists(expected("arguments.txt"))) {
                arguments.addAll(Files.readAllLines(expected("arguments.txt")));
            }
            try (Stream<Path> files = Files.list(copy)) {
                files.filter(file -> !OF_A_CHART.contains(file.getFileName().toString()))
                        .map(Path::toString)
                        .sorted()
                        .forEach(arguments::add);
            }
            return Command.run(arguments.toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_values_are_reviewed(String name) throws IOException {
        Case values = Case.of(CASES.resolve(name), folder);

        List<String> findings = findings(values.run("review", "-o", "json"), values.run("fix", "--check"));

        golden(values.expected("findings.txt"), String.join("\n", findings) + "\n");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_fix_writes_the_flags_and_nothing_else(String name) throws IOException {
        Case values = Case.of(CASES.resolve(name), folder);
        String before = Files.readString(values.file());

        Command fix = values.run("fix");

        String after = Files.readString(values.file());
        if (REFRESH && !after.equals(before)) {
            Files.writeString(values.expected("output.yaml"), after);
        }
        String expected = Files.exists(values.expected("output.yaml"))
                ? Files.readString(values.expected("output.yaml"))
                : before;
        assertThat(after).isEqualTo(expected);
        assertThat(fix.err()).as("said in words").doesNotContain("internal error", "Exception");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_second_fix_changes_nothing(String name) throws IOException {
        Case values = Case.of(CASES.resolve(name), folder);
        boolean fixed = Files.exists(values.expected("output.yaml"));
        values.run("fix");
        String once = Files.readString(values.file());

        Command again = values.run("fix", "--check");

        assertThat(again.out()).isEmpty();
        assertThat(Files.readString(values.file())).isEqualTo(once);
        if (fixed) {
            assertThat(values.run("review").exitCode())
                    .as("the review of the fixed file")
                    .isZero();
        }
    }

    private static List<String> findings(Command review, Command check) throws IOException {
        JsonNode report = new ObjectMapper().readTree(review.out());
        List<String> lines = new ArrayList<>();
        for (JsonNode finding : report.path("findings")) {
            lines.add(place(finding) + " " + finding.path("verdict").asText() + " " + object(finding) + " container "
                    + finding.path("container").asText() + texts(finding.path("added"), " +")
                    + codes(finding.path("reasons")));
        }
        report.path("problems").forEach(problem -> lines.add(place(problem) + " problem: " + message(problem)));
        report.path("remarks").forEach(remark -> lines.add(place(remark) + " remark: " + message(remark)));
        check.err()
                .lines()
                .filter(line -> line.contains("not fixed:"))
                .map(line -> line.substring(line.indexOf("not fixed:")))
                .forEach(lines::add);
        return lines;
    }

    private static String object(JsonNode finding) {
        String namespace = finding.path("namespace").asText();
        return finding.path("kind").asText() + " " + (namespace.isEmpty() ? "" : namespace + "/")
                + finding.path("name").asText();
    }

    private static String place(JsonNode node) {
        return Path.of(node.path("file").asText()).getFileName() + ":"
                + node.path("line").asInt();
    }

    private static String message(JsonNode node) {
        return node.path("message").asText();
    }

    private static String texts(JsonNode list, String before) {
        StringBuilder text = new StringBuilder();
        list.forEach(item -> text.append(before).append(item.asText()));
        return text.toString();
    }

    private static String codes(JsonNode reasons) {
        StringBuilder text = new StringBuilder();
        reasons.forEach(reason -> text.append(' ').append(reason.path("code").asText()));
        return text.toString();
    }

    private static void golden(Path file, String actual) throws IOException {
        if (REFRESH) {
            String before = Files.exists(file) ? Files.readString(file) : "";
            Files.writeString(file, actual);
            assertThat(actual).isEqualTo(before);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
