package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command: reports against golden files, inputs good and bad, exit codes. */
class ReviewCommandTest {

    private static final Path REPORTS = Path.of("src/test/resources/review/reports");
    private static final String INPUT = REPORTS.resolve("input.yaml").toString();
    private static final String COMPLIANT = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [
              {"name": "p", "image": "prom/prometheus:v2.48.0",
               "args": ["--web.enable-lifecycle", "--storage.tsdb.wal-compression"]},
              {"name": "r", "image": "x/config-reloader:v1"}]}}
            """;
    private static final String PATCH = COMPLIANT.replace("\"--web.enable-lifecycle\", ", "");
    private static final String BLOCKED = COMPLIANT.replace("--web.enable", "--no-web.enable");

    @TempDir
    Path folder;

    private String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    /**
     * To make the golden files anew after a look at what has changed: run with -Dgolden.refresh, which fails all the same,
     * so that nobody does it by accident.
     */
    @ParameterizedTest
    @CsvSource({
        "text, text",
        "text, verbose",
        "text, quiet",
        "json, json",
        "yaml, yaml",
        "diff, diff",
        "html, html",
        "patch, patch",
        "sarif, sarif",
        "junit, junit",
        "github, github",
        "markdown, markdown",
    })
    void every_report_is_its_golden_file(String format, String golden) throws IOException {
        Command run = golden.equals(format)
                ? Command.run("review", INPUT, "-n", "monitoring", "-o", format)
                : Command.run("review", INPUT, "-n", "monitoring", "--" + golden);
        Path file = REPORTS.resolve(golden + ".golden");
        String expected = Files.exists(file) ? Files.readString(file) : "";
        if (System.getProperty("golden.refresh") != null) {
            Files.writeString(file, run.out());
        }
        assertThat(run.out()).isEqualTo(expected);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_machine_can_read_what_is_for_machines() throws Exception {
        Path xml = folder.resolve("x.xml");
        Command run = Command.run(
                "review",
                INPUT,
                "-o",
                "json=" + folder.resolve("x.json"),
                "-o",
                "sarif=" + folder.resolve("x.sarif"),
                "-o",
                "junit=" + xml,
                "-o",
                "yaml=" + folder.resolve("x.yaml"));
        assertThat(run.out()).isEmpty();
        var json = ManifestFixtures.JSON.readTree(folder.resolve("x.json").toFile());
        assertThat(json.at("/findings")).hasSize(4);
        assertThat(ManifestFixtures.read(folder.resolve("x.yaml")).get(0)).isEqualTo(json);
        var sarif = ManifestFixtures.JSON.readTree(folder.resolve("x.sarif").toFile());
        assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .as("the line of the server's first argument")
                .isEqualTo(20);
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
    }

    @Test
    void json_is_what_its_schema_says() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/review.schema.json")));
        String broken = file("broken.yaml", "a: [");
        Command run = Command.run("review", INPUT, broken, "-o", "json");
        var json = ManifestFixtures.JSON.readTree(run.out());
        assertThat(schema.validate(json)).isEmpty();
        assertThat(json.at("/problems")).hasSize(1);
        ((com.fasterxml.jackson.databind.node.ObjectNode) json).put("more", 1);
        assertThat(schema.validate(json)).as("the schema is strict").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"input.yaml", "broken.yaml", "a name%with/Ümlaut.yaml"})
    void sarif_is_what_the_official_schema_says(String name) throws IOException {
        String input = name.equals("input.yaml") ? INPUT : file(name, name.equals("broken.yaml") ? "a: [" : BLOCKED);
        try (InputStream official = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(official);
            var sarif = ManifestFixtures.JSON.readTree(
                    Command.run("review", input, "-o", "sarif").out());
            assertThat(schema.validate(sarif)).isEmpty();
            ((com.fasterxml.jackson.databind.node.ObjectNode) sarif).put("version", "3");
            assertThat(schema.validate(sarif)).as("the schema is read").isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "compliant, patch, 0",
        "patch, patch, 1",
        "blocked, patch, 3",
        "patch+blocked, patch, 3",
        "patch, blocked, 0",
        "blocked, blocked, 3",
        "patch+blocked, blocked, 3",
        "patch, never, 0",
        "blocked, never, 0",
        "broken, patch, 2",
        "broken+blocked, patch, 2",
        "broken+compliant, never, 2",
    })
    void exit_codes(String inputs, String failOn, int expected) throws IOException {
        StringBuilder stream = new StringBuilder();
        for (String input : inputs.split("\\+", -1)) {
            stream.append("---\n")
                    .append(
                            switch (input) {
                                case "compliant" -> COMPLIANT;
                                case "patch" -> PATCH;
                                case "blocked" -> BLOCKED;
                                default -> "a: [\n";
                            });
        }
        Command run = Command.run("review", file("s.yaml", stream.toString()), "--fail-on", failOn, "-o", "json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(expected);
    }

    @Test
    void the_standard_input_is_read_for_a_dash() {
        Command run = Command.runWithInput(PATCH, "review", "-");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("-:3  Pod a\n  PATCH     container p, reloader r\n");
    }

    @Test
    void a_recorded_review_is_reviewed_like_the_pod_in_it() {
        Command run = Command.run("review", Reviews.EXAMPLE.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Pod monitoring/prometheus-server-7d9f8c6b5d-", "+ --web.enable-lifecycle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deployment",
                "StatefulSet",
                "DaemonSet",
                "ReplicaSet",
                "ReplicationController",
                "Job",
            })
    void every_kind_with_a_template_is_known(String kind) throws IOException {
        String workload = "{kind: " + kind + ", metadata: {name: w}, spec: {template: " + PATCH + "}}";
        Command run = Command.run("review", file("w.yaml", workload));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("  " + kind + " w\n");
    }

    @Test
    void items_of_a_typed_list_have_no_kind_of_their_own() throws IOException {
        String list = "{kind: PodList, apiVersion: v1, items: [" + PATCH.replace("\"kind\": \"Pod\",", "") + "]}";
        assertThat(Command.run("review", file("l.yaml", list)).out()).contains("  Pod a\n");
    }

    @Test
    void the_namespace_of_a_request_is_that_of_its_own_object_only() throws IOException {
        String review = Files.readString(Reviews.EXAMPLE);
        Command run = Command.run(
                "review", file("l.json", "{\"kind\": \"List\", \"items\": [" + review + "," + PATCH + "]}"));
        assertThat(run.out()).contains("  Pod monitoring/prometheus-server-7d9f8c6b5d-\n", "  Pod a\n");
    }

    @Test
    void a_folder_is_read_in_the_order_of_names_and_other_files_are_left() throws IOException {
        file("tree/b.json", PATCH);
        file("tree/a/z.yml", PATCH);
        file("tree/readme.md", "no manifest");
        Command run = Command.run("review", folder.resolve("tree").toString());
        assertThat(run.out().lines().filter(line -> line.contains("  Pod a")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("tree/a/z.yml:3"),
                        second -> assertThat(second).contains("tree/b.json:3"));
        assertThat(run.out()).contains("from 2 files");
        assertThat(Command.run("review", file("named.txt", PATCH)).exitCode())
                .as("a file that is named is read whatever its ending")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [ | :1: the YAML cannot be read:",
                "'a: b\n\tc: d' | :2: the YAML cannot be read:",
                "'kind: Pod\nkind: Pod' | :2: the key kind is given twice; remove one.",
                "'a: &a [x]\nb: *c' | :2: the YAML cannot be read: found undefined alias c.",
                "name: {{ .Values.name }} | :1: this is a template of a Helm chart; review what it renders (helm template NAME CHART",
                "a: b | :1: this is no Kubernetes object: it has no kind.",
                "just words | :1: this is no Kubernetes object: it has no kind.",
                "{kind: Deployment, spec: {}} | :1: Deployment has no pod template at /spec/template.",
                "{kind: Pod, spec: {containers: 7}} | :1: the pod cannot be read: spec.containers is not a list.",
                "'   ' | : the file is empty.",
            })
    void what_cannot_be_read_is_said_with_its_line_and_the_rest_goes_on(String content, String message)
            throws IOException {
        String broken = file("broken.yaml", content);
        String good = file("good.yaml", PATCH);
        Command run = Command.run("review", broken, good);
        assertThat(run.err()).startsWith(broken + message).doesNotContain("\tat ");
        assertThat(run.out()).contains("+ --web.enable-lifecycle");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void one_broken_document_leaves_the_others_of_its_file() throws IOException {
        String file = file("s.yaml", PATCH + "---\na: [\n---\n" + PATCH);
        Command run = Command.run("review", file);
        assertThat(run.out()).contains(file + ":3  Pod a", file + ":10  Pod a");
        assertThat(run.err()).contains(file + ":7: ");
    }

    @Test
    void bytes_that_are_no_text_a_missing_file_and_a_loop_of_links_are_said() throws IOException {
        Path binary = folder.resolve("b.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Files.createDirectory(folder.resolve("d"));
        Files.createSymbolicLink(folder.resolve("d/loop"), folder.resolve("d"));
        Command run = Command.run("review", binary.toString(), folder + "/none", folder + "/d");
        assertThat(run.err())
                .contains(binary + ": the file is no text in UTF-8.")
                .contains(folder + "/none: the file cannot be read (NoSuchFileException).")
                .contains(folder + "/d: not all of the folder can be read (")
                .contains("There is no Prometheus server in the input.");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void aliases_that_explode_and_deep_nesting_are_survived() throws IOException {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }
        Command run = Command.run("review", file("laughs.yaml", laughs.toString()));
        assertThat(run.err()).contains("the document has too many parts; do its aliases repeat one another?");
        Command deep = Command.run("review", file("deep.yaml", "[".repeat(100_000)));
        assertThat(deep.exitCode()).isEqualTo(2);
        assertThat(deep.err()).contains("deep.yaml:1: ").doesNotContain("\tat ");
    }

    @Test
    void a_custom_resource_of_the_operator_is_no_pod() throws IOException {
        Command run = Command.run(
                "review",
                file("p.yaml", "{kind: Prometheus, apiVersion: monitoring.coreos.com/v1, spec: {containers: []}}"));
        assertThat(run.err()).contains("p.yaml:1: Prometheus is a custom resource and no pod;");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void the_configuration_of_the_webhook_applies() throws IOException {
        String config = file("c.yaml", "flags: {lifecycle: false}\nnamespaces: [{match: [off], mode: off}]\n");
        String pod = file("p.yaml", PATCH);
        assertThat(Command.run("review", pod, "--config", config).exitCode())
                .as("the lifecycle flag is not managed")
                .isZero();
        String other = file("d.yaml", "namespaces: [{match: [off], mode: off}, {match: [said], mode: audit}]\n");
        assertThat(Command.run("review", pod, "--config", other, "-n", "off").exitCode())
                .isZero();
        assertThat(Command.run("review", pod, "--config", other, "-n", "said").out())
                .contains("(mode audit: nothing is changed)");
        assertThat(Command.run("review", pod, "--config", folder + "/none").exitCode())
                .isEqualTo(2);
    }

    @Test
    void bad_usage_is_2() throws IOException {
        assertThat(Command.run("review").exitCode()).isEqualTo(2);
        Command format = Command.run("review", file("p.yaml", PATCH), "-o", "pdf");
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.err())
                .startsWith(
                        "There is no format pdf; there are text, json, yaml, diff, patch, sarif, junit, github, markdown, html.");
    }

    @ParameterizedTest
    @EnumSource(dev.hotreload.review.report.Format.class)
    void a_hostile_manifest_steers_no_terminal_and_no_page(dev.hotreload.review.report.Format format)
            throws IOException {
        String hostile = PATCH.replace("\"name\": \"a\"", "\"name\": \"<script>|`\\u001b[2J\\n::error::x\"")
                .replace("\"name\": \"p\"", "\"name\": \"</td><script>\\u0007\\n\"");
        Command run = Command.run(
                "review", file("h.yaml", hostile), "-o", format.toString().toLowerCase(Locale.ROOT));
        String out = run.out();
        assertThat(out.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) 0x1b, (byte) 7);
        assertThat(out.lines()).noneMatch(line -> line.startsWith("::error::x"));
        if (format == dev.hotreload.review.report.Format.MARKDOWN) {
            assertThat(out).doesNotContain("<script>").contains("\\<script\\>");
        }
        if (format == dev.hotreload.review.report.Format.HTML) {
            assertThat(out).containsOnlyOnce("<script>").contains("&lt;script&gt;");
        }
    }
}
