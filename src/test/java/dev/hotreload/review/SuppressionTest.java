package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings that a user has said not to count: by an annotation of the template, or by a baseline. */
class SuppressionTest {

    private static final String MISSING = pod("a", "args: [--config.file=/a]");
    private static final String WRAPPED = pod("b", "command: [sh, -c, prometheus]");

    @TempDir
    Path folder;

    private static String pod(String name, String arguments) {
        return "{kind: Pod, metadata: {name: " + name + ", annotations: {}}, spec: {containers: ["
                + "{name: p, image: 'prom/prometheus:v2.48.0', " + arguments + "},"
                + "{name: r, image: x/config-reloader:v1, args: ['--reload-url=http://localhost:9090/-/reload']}]}}\n";
    }

    private static String ignoring(String pod, String value) {
        return pod.replace("annotations: {}", "annotations: {prometheus-hot-reload/ignore: \"" + value + "\"}");
    }

    private String file(String content) {
        return ReviewFixtures.file(folder, "p.yaml", content);
    }

    @ParameterizedTest
    @CsvSource({
        "MissingFlags because Flux restarts it, a, 0",
        "WrappedCommand because the script has the flags, b, 0",
        "'WrappedCommand, MissingFlags because of both', a, 0",
        "WrappedCommand because it is another one, a, 1",
        "missingflags because codes have one spelling, a, 1",
        "MissingFlags, a, 1",
        "MissingFlags because, a, 1",
        "'MissingFlags because  ', a, 1",
        "'', a, 1",
    })
    void the_annotation_names_codes_and_says_why(String value, String pod, int exitCode) {
        Command review = Command.run("review", file(ignoring(pod.equals("a") ? MISSING : WRAPPED, value)));
        assertThat(review.exitCode()).as(review.out()).isEqualTo(exitCode);
    }

    @Test
    void an_ignored_finding_is_counted_and_listed_by_verbose() {
        String file = file(ignoring(WRAPPED, "WrappedCommand because the script has the flags"));
        Command usual = Command.run("review", file);
        assertThat(usual.out()).isEqualTo("""
                1 Prometheus server in 1 object from 1 file: 0 to patch, 0 compliant, 0 blocked,
                1 ignored.
                """);
        assertThat(usual.err()).doesNotContain("ignore");
        assertThat(Command.run("review", "-v", file).out()).startsWith(file + """
                :1  Pod b
                  IGNORED   container p, WrappedCommand: appended arguments would not reach
                            Prometheus.
                            Ignored by the annotation prometheus-hot-reload/ignore, because the
                            script has the flags.
                """);
    }

    @Test
    void an_annotation_that_ignores_nothing_is_a_remark() {
        assertThat(Command.run("review", file(ignoring(MISSING, "MissingFlags")))
                        .err())
                .contains("Pod a: the annotation prometheus-hot-reload/ignore is not in the form"
                        + " \"CODE because WORDS\", and ignores nothing.");
        assertThat(Command.run("review", file(ignoring(MISSING, "Missing because x")))
                        .err())
                .contains("names Missing, which is not the code of a finding; hot-reload explain lists the codes."
                        + " Did you mean MissingFlags?");
        assertThat(Command.run("review", file(ignoring(MISSING, "WrappedCommand because x")))
                        .err())
                .contains("names WrappedCommand, and there is no such finding; remove it.");
    }

    @Test
    void a_remark_about_the_annotation_has_its_line() {
        String file = file("""
                kind: Pod
                metadata:
                  name: a
                  annotations:
                    other: x
                    prometheus-hot-reload/ignore: WrappedComand because x
                spec:
                  containers:
                    - {name: p, image: "prom/prometheus:v2.48.0"}
                    - {name: r, image: x/config-reloader:v1, args: ["--reload-url=http://localhost:9090/-/reload"]}
                """);
        assertThat(Command.run("review", file).err())
                .contains("\n" + file + ":6: Pod a: the annotation prometheus-hot-reload/ignore names WrappedComand, ")
                .endsWith(" Did you mean WrappedCommand?\n");
    }

    @Test
    void what_is_ignored_is_not_fixed_and_the_webhook_would_still_patch_it() throws IOException {
        String file = file(ignoring(MISSING, "MissingFlags because Flux restarts it"));
        String before = Files.readString(Path.of(file));
        assertThat(Command.run("fix", file).exitCode()).isZero();
        assertThat(Files.readString(Path.of(file))).isEqualTo(before);
        assertThat(Command.run("review", "-o", "diff", file).out()).isEmpty();
        assertThat(Command.run("review", "-o", "patch", file).out()).contains("--web.enable-lifecycle");
    }

    @Test
    void reports_for_programs_say_what_is_ignored_and_why() throws IOException {
        String file = file(ignoring(WRAPPED, "WrappedCommand because the script has them"));
        JsonNode json = ManifestFixtures.JSON.readTree(
                Command.run("review", "-o", "json", file).out());
        assertThat(json.at("/findings/0/verdict").asText()).isEqualTo("ignored");
        assertThat(json.at("/findings/0/ignored/why").asText()).isEqualTo("the script has them");
        assertThat(json.at("/totals/ignored").asInt()).isEqualTo(1);
        assertThat(json.at("/exitCode").asInt()).isZero();
        JsonNode sarif = ManifestFixtures.JSON.readTree(
                Command.run("review", "-o", "sarif", file).out());
        assertThat(sarif.at("/runs/0/results/0/suppressions/0/kind").asText()).isEqualTo("inSource");
        assertThat(sarif.at("/runs/0/results/0/suppressions/0/justification").asText())
                .isEqualTo("the script has them");
    }

    @Test
    void junit_shows_what_is_ignored_as_skipped() {
        String file = file(ignoring(WRAPPED, "WrappedCommand because the script has them"));
        assertThat(Command.run("review", "-o", "junit", file).out())
                .contains("tests=\"1\" failures=\"0\" skipped=\"1\" errors=\"0\"")
                .contains("<skipped message=\"ignored by the annotation prometheus-hot-reload/ignore,"
                        + " because the script has them\">");
    }

    @Test
    void the_page_calls_its_last_tile_by_what_it_counts() {
        String ignored = ignoring(WRAPPED, "WrappedCommand because x");
        String skipped = MISSING.replace("http://localhost:9090/-/reload", "x");
        assertThat(Command.run("review", "-o", "html", file(ignored)).out()).contains("<strong>1</strong> ignored<");
        assertThat(Command.run("review", "-o", "html", file(ignored + "---\n" + skipped))
                        .out())
                .contains("<strong>2</strong> skipped or ignored<");
        assertThat(Command.run("review", "-o", "html", file(skipped)).out()).contains("<strong>1</strong> skipped<");
    }

    @Test
    void with_a_baseline_only_new_findings_count() throws IOException {
        String baseline = folder.resolve("baseline.json").toString();
        Command written = Command.run("review", file(MISSING), "--write-baseline", baseline);
        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(written.out()).contains("0 to patch, 0 compliant, 0 blocked,\n1 ignored.");
        assertThat(Files.readString(Path.of(baseline))).isEqualTo("""
                {
                  "findings": [
                    {"file":"%s/p.yaml","object":"Pod a","container":"p","code":"MissingFlags"}
                  ]
                }
                """.formatted(folder));
        Command moved = Command.run("review", file("# a line\n---\n" + MISSING), "--baseline", baseline);
        assertThat(moved.exitCode()).as("on another line").isZero();
        Command more = Command.run("review", file(MISSING + "---\n" + WRAPPED), "--baseline", baseline);
        assertThat(more.exitCode()).as("a new finding").isEqualTo(3);
        assertThat(more.out()).contains("Pod b").doesNotContain("Pod a\n  PATCH");
        Command less = Command.run("review", file(WRAPPED), "--baseline", baseline);
        assertThat(less.err())
                .contains(baseline + ": 1 of its findings no longer occurs; --write-baseline makes it smaller.");
    }

    @Test
    void a_finding_that_changes_its_code_is_new() {
        String baseline = folder.resolve("baseline.json").toString();
        Command.run("review", file(MISSING), "--write-baseline", baseline);
        String changed = pod("a", "command: [sh, -c, prometheus]");
        assertThat(Command.run("review", file(changed), "--baseline", baseline).exitCode())
                .isEqualTo(3);
    }

    @Test
    void sarif_marks_what_is_in_the_baseline_as_suppressed_elsewhere() throws IOException {
        String baseline = folder.resolve("baseline.json").toString();
        Command.run("review", file(MISSING), "--write-baseline", baseline);
        JsonNode sarif = ManifestFixtures.JSON.readTree(
                Command.run("review", file(MISSING), "--baseline", baseline, "-o", "sarif")
                        .out());
        assertThat(sarif.at("/runs/0/results/0/suppressions/0/kind").asText()).isEqualTo("external");
    }

    @ParameterizedTest
    @CsvSource({"'{}', not a baseline", "'[', not a baseline", "'{\"findings\": 1}', not a baseline"})
    void a_file_that_is_not_a_baseline_is_an_error(String content, String message) {
        String baseline = ReviewFixtures.file(folder, "b.json", content);
        Command review = Command.run("review", file(MISSING), "--baseline", baseline);
        assertThat(review.err()).isEqualTo(baseline + ": " + message + "; --write-baseline makes one.\n");
        assertThat(review.exitCode()).isEqualTo(2);
    }

    @Test
    void a_baseline_that_cannot_be_read_or_written_is_an_error() {
        Command read = Command.run("review", file(MISSING), "--baseline", folder + "/none");
        assertThat(read.err()).isEqualTo(folder + "/none: the baseline cannot be read: no such file.\n");
        Command written = Command.run("review", file(MISSING), "--write-baseline", folder + "/no/b.json");
        assertThat(written.err())
                .isEqualTo(folder + "/no/b.json: the baseline cannot be written: no such folder: " + folder + "/no.\n");
        assertThat(written.exitCode()).isEqualTo(2);
    }
}
