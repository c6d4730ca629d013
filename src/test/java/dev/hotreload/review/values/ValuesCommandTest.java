package dev.hotreload.review.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.review.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in streams, folders and reports. */
class ValuesCommandTest {

    private static final Path CASES = Path.of("src/test/resources/values");

    private static final String VALUES = """
            server:
              extraFlags:
                - web.enable-lifecycle
            serverFiles: {}
            """;

    private static final String RELEASE = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: prometheus, namespace: monitoring}
            spec:
              chart: {spec: {chart: prometheus, version: 25.8.0}}
              values:
                server:
                  extraFlags:
                    - web.enable-lifecycle
            """;

    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    @Test
    void a_stream_of_values_gets_its_flags() {
        Command filter = Command.runWithInput(VALUES, "filter");

        assertThat(filter.exitCode()).isZero();
        assertThat(filter.out())
                .isEqualTo(VALUES.replace("lifecycle\n", "lifecycle\n    - storage.tsdb.wal-compression\n"));
    }

    @Test
    void a_stream_that_the_user_names_needs_no_shape() {
        String values = "server:\n  retention: 30d\n";

        Command filter = Command.runWithInput(values, "filter", "--values-of", "prometheus");

        assertThat(filter.exitCode()).isZero();
        assertThat(filter.out()).contains("    - storage.tsdb.wal-compression\n", "  retention: 30d\n");
        assertThat(Command.runWithInput(values, "filter").exitCode()).isEqualTo(2);
    }

    @Test
    void a_function_gets_releases() {
        String list = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
                + RELEASE.indent(2).replaceFirst(" {2}apiVersion", "- apiVersion");

        Command function = Command.runWithInput(list, "fn");

        assertThat(function.exitCode()).isZero();
        assertThat(function.out()).contains("        - storage.tsdb.wal-compression\n");
    }

    @Test
    void the_values_of_a_chart_below_a_folder_are_fixed_and_its_templates_stay() throws IOException {
        file("chart/Chart.yaml", """
                apiVersion: v2
                name: monitoring
                version: 0.1.0
                dependencies:
                  - {name: prometheus, version: 25.8.0}
                """);
        file("chart/templates/a.yaml", "{{ .Values.a }}\n");
        String values = file("chart/values.yaml", "prometheus:\n  server:\n    extraFlags: []\n");

        Command fix = Command.run("fix", folder.resolve("chart").toString());

        assertThat(fix.exitCode()).as(fix.err()).isZero();
        assertThat(Path.of(values)).hasContent("""
                        prometheus:
                          server:
                            extraFlags: [web.enable-lifecycle, storage.tsdb.wal-compression]
                        """);
    }

    @Test
    void values_of_any_other_chart_below_a_folder_are_not_read() throws IOException {
        file("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 0.1.0\n");
        file("chart/values.yaml", VALUES);
        file("pod.yaml", RELEASE);

        Command review = Command.run("review", "-o", "json", folder.toString());

        assertThat(review.out()).contains("pod.yaml").doesNotContain("values.yaml");
    }

    @Test
    void a_config_map_in_another_file_of_the_folder_is_changed_and_the_release_is_not() throws IOException {
        String map = file("a/map.yaml", Files.readString(CASES.resolve("flux-values-from-a-config-map/input.yaml")));
        String release =
                file("b/release.yaml", Files.readString(CASES.resolve("flux-values-from-a-config-map/release.yaml")));
        String before = Files.readString(Path.of(release));

        Command fix = Command.run("fix", folder.toString());

        assertThat(fix.exitCode()).as(fix.err()).isZero();
        assertThat(Files.readString(Path.of(map))).contains("storage.tsdb.wal-compression");
        assertThat(Files.readString(Path.of(release))).isEqualTo(before);
    }

    @Test
    void the_mode_of_the_namespace_that_a_release_installs_into_counts() throws IOException {
        String config = file("config.yaml", "namespaces:\n  - match: [prod]\n    mode: \"off\"\n");
        String release = file("release.yaml", RELEASE.replace("spec:\n", "spec:\n  targetNamespace: prod\n"));

        assertThat(Command.run("review", "-v", "--config", config, release).out())
                .contains("OFF");
    }

    static Stream<String> formats() {
        return Arrays.stream(Format.values()).map(Format::toString);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void no_report_shows_a_secret_that_stands_beside_the_change(String format) throws IOException {
        String values = file("values.yaml", Files.readString(CASES.resolve("secrets-stay-hidden/input.yaml")));

        Command review = Command.run("review", "-v", "-o", format, values);

        assertThat(review.out() + review.err()).contains("wal-compression").doesNotContain("hunter2");
    }

    @Test
    void the_diff_of_a_fix_shows_fewer_lines_rather_than_a_secret() throws IOException {
        String values = file("values.yaml", Files.readString(CASES.resolve("secrets-stay-hidden/input.yaml")));

        assertThat(Command.run("fix", "--diff", values).out())
                .contains("+    - storage.tsdb.wal-compression")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometeus", "prometeus=values.yaml"})
    void a_chart_that_is_not_understood_is_refused_with_the_nearest_name(String option) {
        Command review = Command.run("review", "--values-of", option, "x.yaml");

        assertThat(review.exitCode()).isEqualTo(2);
        assertThat(review.err()).contains("Did you mean prometheus?");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        Command review = Command.run("review", "--values-of", "prometheus=none.yaml", "x.yaml");

        assertThat(review.exitCode()).isEqualTo(2);
        assertThat(review.err()).contains("There is no file none.yaml");
    }

    @Test
    void the_page_has_the_table_of_chart_versions() throws IOException {
        List<String> rows = Arrays.stream(ChartChange.values())
                .map(change -> "| " + change.since() + " | " + change.tag() + " | " + change.words() + " |")
                .collect(Collectors.toList());

        assertThat(Files.readAllLines(Path.of("docs/values.md"))).containsSubsequence(rows);
    }

    @Test
    void a_list_without_end_is_more_than_a_pod_may_have() throws IOException {
        String flags = "    - web.a\n".repeat(100_000);
        String values = file("values.yaml", "server:\n  extraFlags:\n" + flags + "serverFiles: {}\n");

        Command review = Command.run("review", values);

        assertThat(review.err()).doesNotContain("internal error");
        assertThat(review.exitCode()).isEqualTo(2);
    }
}
