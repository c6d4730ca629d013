package dev.hotreload.review;

import static dev.hotreload.review.ReviewFixtures.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.review.report.Format;
import dev.hotreload.usage.SafeText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that somebody wrote to harm the one who reviews them. */
class HostileInputTest {

    private static final String HOSTILE_NAME = "a\u001b[2J\n::error::x\u009b\u202e\u2066\u2028.yaml";

    @TempDir
    Path folder;

    private String file(String name, String content) {
        return ReviewFixtures.file(folder, name, content);
    }

    private static void assertIsSafe(String text) {
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(line.chars().filter(c -> c != '\t' && SafeText.isUnsafe((char) c)))
                        .as(line)
                        .isEmpty())
                .noneMatch(line -> line.startsWith("::error::x"));
    }

    /** What is for programs escapes such names in its own way, and keeps them. */
    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"TEXT", "DIFF", "JUNIT", "GITHUB", "MARKDOWN", "HTML"})
    void names_in_a_manifest_and_names_of_files_steer_no_terminal_no_page_and_no_workflow(Format format) {
        String pod = file("tree/" + HOSTILE_NAME, ReviewFixtures.pod("hostile-names"));
        String broken = file("tree/b" + HOSTILE_NAME, "a: [");
        Command run = Command.run("review", pod, broken, folder + "/tree", "-o", format.toString());
        assertIsSafe(run.out());
        assertIsSafe(run.err());
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml", "sarif", "patch"})
    void formats_for_programs_keep_a_name_on_its_line(String format) {
        String pod = file(HOSTILE_NAME, ReviewFixtures.pod("hostile-names"));
        Command run = Command.run("review", pod, "-o", format);
        assertThat(run.out().lines()).noneMatch(line -> line.startsWith("::error::"));
        assertThat(run.out()).doesNotContain("\u001b");
    }

    @Test
    void markup_in_a_name_stays_text() {
        String pod = file("p.yaml", ReviewFixtures.pod("hostile-names"));
        assertThat(Command.run("review", pod, "-o", "markdown").out())
                .doesNotContain("<script>")
                .contains("\\<script\\>");
        assertThat(Command.run("review", pod, "-o", "html").out())
                .containsOnlyOnce("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void the_commands_that_change_files_print_safe_names() throws IOException {
        String pod = file("tree/" + HOSTILE_NAME, ReviewFixtures.pod("hostile-names"));
        Command check = Command.run("fix", "--check", pod);
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out().lines()).hasSize(1);
        assertIsSafe(check.out());
        Command fix = Command.run("fix", pod);
        assertIsSafe(fix.out());
        assertIsSafe(fix.err());
        assertThat(Files.readString(Path.of(pod))).contains("\"--web.enable-lifecycle\"]");
        Command filter = Command.runWithInput(ReviewFixtures.BLOCKED.replace("\"a\"", "\"\\u001b\\n\""), "filter");
        assertThat(filter.exitCode()).isEqualTo(3);
        assertIsSafe(filter.err());
        Command usage = Command.run("review", "--\u001bno\n::error::x");
        assertIsSafe(usage.err());
    }

    @Test
    void the_page_hides_user_and_password_of_urls_around_a_change() {
        String manifest = file("p.yaml", """
                kind: Pod
                metadata: {name: a}
                spec:
                  containers:
                    - name: p
                      image: prom/prometheus:v2.48.0
                      args:
                        - --config.file=/a
                        - --web.external-url=https://alice:s3cret@example.org/p@th
                    - name: r
                      image: x/config-reloader:v1
                """);
        assertThat(Command.run("review", manifest, "-o", "html").out())
                .doesNotContain("s3cret", "alice")
                .contains("https://***@example.org/p@th");
    }

    /** Source of what kubectl reads: go-yaml v2.4 resolve.go. */
    @ParameterizedTest
    @CsvSource({"yes", "on", "Off", "n", "0o17", "0b1", "1_000", ".inf", "-.INF", ".nan", "017", "1e3", "true", "12"})
    void what_kubectl_reads_as_a_boolean_or_a_number_is_an_error_with_its_line(String word) {
        String manifest = file("p.yaml", """
                kind: Pod
                metadata: {name: a}
                spec:
                  containers:
                    - name: p
                      image: prom/prometheus:v2.48.0
                      args:
                        - --config.file=/a
                        - %s
                    - name: r
                      image: x/config-reloader:v1
                """.formatted(word));
        Command run = Command.run("review", manifest);
        assertThat(run.err())
                .startsWith(
                        manifest + ":9: spec.containers[0].args[1] is not a string: kubectl reads it as a boolean or a"
                                + " number; put it into quotes.\n");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(Command.run("fix", manifest).exitCode()).isEqualTo(2);
        assertThat(manifest)
                .satisfies(
                        path -> assertThat(Files.readString(Path.of(path))).doesNotContain("--web.enable-lifecycle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "'0o17'", "!!str on", "2026-11-25", "0x", "08a", "+", "1.2.3", "__1"})
    void what_kubectl_reads_as_a_string_is_one(String word) {
        String manifest = file(
                "p.yaml",
                "kind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - {name: p, image: 'prom/prometheus:v2.48.0',"
                        + " args: [--config.file=/a, " + word + "]}\n    - {name: r, image: 'x/config-reloader:v1'}\n");
        Command run = Command.run("review", manifest);
        assertThat(run.err()).doesNotContain("is not a string");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aliases_that_multiply_and_deep_nesting_are_problems_of_their_file() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }
        String many = file("laughs.yaml", laughs.toString());
        String deep = file("deep.yaml", "[".repeat(100_000));
        String deeper = file("deeper.yaml", "a: " + "[".repeat(1500) + "]".repeat(1500));
        String itself = file("itself.yaml", "kind: Pod\nspec: &a {b: *a}\n");
        Command run = Command.run("review", many, deep, deeper, itself, file("p.yaml", DEPLOYMENT));
        assertThat(run.err())
                .contains("laughs.yaml:1: the document has too many parts; do its aliases repeat one another?")
                .contains("deep.yaml:1: the YAML cannot be read: it is nested too deeply")
                .containsPattern("deeper.yaml:1: .*nested too deeply")
                .contains("itself.yaml:2: the document is nested too deeply.")
                .doesNotContain("internal error");
        assertThat(run.out()).contains("+ --web.enable-lifecycle");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void many_comments_and_directives_before_a_document_are_nothing_special() {
        String file = file("c.yaml", "# a comment\n".repeat(100_000) + "---\n" + DEPLOYMENT);
        assertThat(Command.run("review", file).exitCode()).isEqualTo(1);
        String directives = file("d.yaml", "%X y\n".repeat(100_000) + "---\n" + DEPLOYMENT);
        assertThat(Command.run("review", directives).exitCode()).isEqualTo(1);
    }

    /** Each took more than a minute, or grew with the square of its size. */
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "plain", "lines", "documents", "keys", "braces", "digits"})
    @Timeout(120)
    void a_large_input_costs_time_in_proportion(String shape) {
        String content = switch (shape) {
            case "scalar" -> "kind: ConfigMap\ndata:\n  a: \"" + "x".repeat(20_000_000) + "\"\n";
            case "plain" -> "kind: ConfigMap\ndata:\n  a: " + "x y ".repeat(5_000_000) + "\n";
            case "lines" -> "kind: ConfigMap\ndata:\n" + "  - a line\n".repeat(1_000_000);
            case "documents" -> "---\nkind: Service\n".repeat(300_000);
            case "keys" -> keys();
            case "braces" -> "kind: ConfigMap\ndata:\n  a: '" + "{{".repeat(2_000_000) + "'\n---\n" + DEPLOYMENT;
            default -> "kind: ConfigMap\ndata:\n  a: " + "1".repeat(5_000_000) + "\n";
        };
        String file = file("large.yaml", content);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Command run = Command.run("review", file, "-o", "diff");
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(run.exitCode()).as(run.err()).isEqualTo(shape.equals("braces") ? 1 : 0);
        assertThat(Duration.ofNanos(cpu)).as(shape).isLessThan(Duration.ofSeconds(30));
    }

    private static String keys() {
        StringBuilder text = new StringBuilder("kind: ConfigMap\ndata:\n");
        for (int i = 0; i < 500_000; i++) {
            text.append("  k").append(i).append(": v\n");
        }
        return text.toString();
    }

    @Test
    @Timeout(60)
    void a_pipe_below_a_folder_is_not_opened_and_one_that_is_named_is_read() throws Exception {
        file("tree/a.yaml", DEPLOYMENT);
        Path pipe = folder.resolve("tree/pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Command run = Command.run("review", folder + "/tree");
        assertThat(run.err()).isEqualTo(pipe + ": this is not a regular file, and was not read.\n");
        assertThat(run.exitCode()).isEqualTo(1);
        Process writer = new ProcessBuilder("sh", "-c", "cat '" + folder + "/tree/a.yaml' > '" + pipe + "'").start();
        assertThat(Command.run("review", pipe.toString()).exitCode())
                .as("as in review <(helm template .)")
                .isEqualTo(1);
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    @Timeout(60)
    void a_device_is_refused() {
        Command run = Command.run("review", "/dev/zero");
        assertThat(run.err())
                .startsWith("/dev/zero: the file cannot be read: it is a device or a socket;"
                        + " use - for the standard input.\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
