package dev.hotreload.review;

import static dev.hotreload.review.ReviewFixtures.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read, what is skipped, and what is reported about what cannot be read. */
class ReviewInputTest {

    @TempDir
    Path folder;

    private String file(String name, String content) {
        return ReviewFixtures.file(folder, name, content);
    }

    @Test
    void a_folder_is_read_in_the_order_of_names_without_other_files() {
        file("tree/b.json", DEPLOYMENT);
        file("tree/a/z.yml", DEPLOYMENT);
        file("tree/readme.md", "not a manifest");
        Command run = Command.run("review", folder.resolve("tree").toString());
        assertThat(run.out().lines().filter(line -> line.contains("  Deployment a")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("tree/a/z.yml:3"),
                        second -> assertThat(second).contains("tree/b.json:3"));
        assertThat(run.out()).contains("from 2 files");
        assertThat(Command.run("review", file("named.txt", DEPLOYMENT)).exitCode())
                .as("a file that is named is read whatever its ending")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [ | :1: the YAML cannot be read:",
                "a: [b | :1: the YAML cannot be read: expected ',' or ']', but got the end of the file.",
                "'a: b\n\tc: d' | :2: the YAML cannot be read:",
                "'kind: Pod\nkind: Pod' | :2: the key kind is given twice; remove one.",
                "'a: &a [x]\nb: *c' | :2: the YAML cannot be read: found an alias (*) of an anchor that does not exist.",
                "name: {{ .Values.name }} | :1: this is a template of a Helm chart; review what it renders (helm template NAME CHART",
                "a: b | :1: not a Kubernetes object: it has no `kind`.",
                "just words | :1: not a Kubernetes object: it has no `kind`.",
                "{kind: Deployment, spec: {}} | :1: Deployment has no pod template at /spec/template.",
                "{kind: Pod, spec: {containers: 7}} | :1: the pod cannot be read: spec.containers is ",
                "'   ' | : the file is empty.",
            })
    void what_cannot_be_read_is_reported_with_its_line_and_the_rest_is_reviewed(String content, String message) {
        String broken = file("broken.yaml", content);
        String good = file("good.yaml", DEPLOYMENT);
        Command run = Command.run("review", broken, good);
        assertThat(run.err()).startsWith(broken + message).doesNotContain("\tat ");
        assertThat(run.out()).contains("+ --web.enable-lifecycle");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void one_broken_document_does_not_hide_the_others_of_its_file() {
        String file = file("s.yaml", DEPLOYMENT + "---\na: [\n---\n" + DEPLOYMENT);
        Command run = Command.run("review", file);
        assertThat(run.out()).contains(file + ":3  Deployment a", file + ":10  Deployment a");
        assertThat(run.err()).contains(file + ":7: ");
    }

    @Test
    void directives_and_end_markers_belong_to_their_documents() {
        String file = file("s.yaml", "# first\n%YAML 1.2\n---\n" + DEPLOYMENT + "...\n%YAML 1.2\n---\n" + DEPLOYMENT);
        Command run = Command.run("review", file);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(file + ":6  Deployment a", file + ":13  Deployment a");
    }

    @Test
    void bytes_that_are_not_text_a_missing_file_and_a_loop_of_links_are_reported_in_words() throws IOException {
        Path binary = folder.resolve("b.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Files.createDirectory(folder.resolve("d"));
        Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d"));
        Command run = Command.run("review", binary.toString(), folder + "/none", folder + "/d");
        assertThat(run.err())
                .isEqualTo(binary + ": the file is not text in UTF-8.\n"
                        + folder + "/none: the file cannot be read: no such file.\n"
                        + folder + "/d/loop: this cannot be read: a link leads back to a folder above it.\n");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void what_is_found_in_a_repository_and_is_not_an_object_is_counted_and_is_not_an_error() {
        file("repo/.github/workflows/ci.yaml", "on: push\njobs: {}\n");
        file("repo/docker-compose.yml", "services: {}\n");
        file("repo/empty.yaml", "# nothing\n");
        file("repo/blank.yaml", "\n");
        file("repo/chart/Chart.yaml", "name: x\nversion: 1\n");
        file("repo/chart/values.yaml", "a: b\n");
        file("repo/chart/templates/d.yaml", "kind: {{ .Values.kind }}\n");
        file("repo/deploy/p.yaml", DEPLOYMENT);
        Path repo = folder.resolve("repo");
        Command run = Command.run("review", repo.toString(), "--fail-on", "never");
        assertThat(run.err())
                .isEqualTo(repo + "/chart: this is a Helm chart; review what it renders (helm template NAME " + repo
                        + "/chart | hot-reload review -).\n" + repo
                        + ": 3 files hold something that is not a Kubernetes object; -v names them.\n");
        assertThat(run.exitCode()).isZero();
        assertThat(Command.run("review", repo.toString()).exitCode()).isEqualTo(1);
        assertThat(Command.run("fix", "--check", repo.toString()).exitCode()).isEqualTo(1);
        assertThat(Command.run("review", "-v", repo.toString()).err())
                .contains(repo + "/docker-compose.yml: the file holds something that is not a Kubernetes object.\n");
        Command named = Command.run("review", repo + "/docker-compose.yml");
        assertThat(named.err()).contains(":1: not a Kubernetes object: it has no `kind`.");
        assertThat(named.exitCode())
                .as("a file that is named has to hold objects")
                .isEqualTo(2);
    }

    @Test
    void a_broken_file_that_is_found_is_an_error() {
        file("repo/broken.yaml", "a: [");
        assertThat(Command.run("review", folder + "/repo").exitCode()).isEqualTo(2);
    }

    @Test
    void a_template_that_is_found_outside_a_chart_is_one_remark() {
        file("repo/t.yaml", "a: {{ .Values.a }}\n---\nb: {{ .Values.b }}\n");
        Command run = Command.run("review", folder + "/repo");
        assertThat(run.err()).containsOnlyOnce("this is a template of a Helm chart");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_named_folder_without_a_manifest_is_an_error() {
        file("empty/readme.md", "");
        for (String command : new String[] {"review", "fix"}) {
            Command run = Command.run(command, folder + "/empty");
            assertThat(run.err())
                    .startsWith(folder + "/empty: there is no .yaml, .yml or .json file under this folder.\n");
            assertThat(run.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void paths_that_match_a_pattern_are_skipped() {
        file("repo/a.yaml", DEPLOYMENT);
        file("repo/test/b.yaml", DEPLOYMENT);
        file("repo/test/keep.yaml", DEPLOYMENT);
        file("repo/vendor/c.yaml", "a: [");
        file("repo/.hotreloadignore", "# of others\nvendor/\ntest/*\n!keep.yaml\n");
        Command run = Command.run("review", folder + "/repo");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("repo/a.yaml:3", "repo/test/keep.yaml:3").doesNotContain("b.yaml");
        Command options = Command.run("review", folder + "/repo", "--exclude", "a.*", "--exclude", "/test");
        assertThat(options.out()).startsWith("0 Prometheus servers in 0 objects from 0 files");
        assertThat(Command.run("review", "--exclude", "*.yaml", folder + "/repo/a.yaml")
                        .exitCode())
                .as("a file that is named is read all the same")
                .isEqualTo(1);
    }

    @Test
    void a_chart_that_is_named_and_not_rendered_is_an_error() throws IOException {
        file("chart/Chart.yaml", "name: chart\n");
        file("chart/templates/a.yaml", DEPLOYMENT);
        Command fix = Command.run("fix", folder + "/chart");
        assertThat(fix.err()).startsWith(folder + "/chart: this is a Helm chart, and it was not rendered; ");
        assertThat(fix.exitCode()).isEqualTo(2);
        Command diff = Command.run("review", "-o", "diff", folder + "/chart");
        assertThat(diff.err()).startsWith(folder + "/chart: this is a Helm chart, and it was not rendered; ");
        assertThat(diff.exitCode()).isEqualTo(2);
    }

    @Test
    void what_may_not_be_read_is_reported_in_words() throws IOException {
        Path file = Path.of(file("repo/a.yaml", DEPLOYMENT));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        // Root may read everything.
        if (!Files.isReadable(file)) {
            assertThat(Command.run("review", file.toString()).err())
                    .startsWith(file + ": the file cannot be read: permission denied.\n");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        // JDK 25 says that there is no such file where JDK 17 has the operating system's words.
        assertThat(Command.run("review", file + "/below").err())
                .startsWith(file + "/below: the file cannot be read: ")
                .containsPattern("read: (no such file|not a directory)\\.\n");
    }
}
