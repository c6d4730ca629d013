package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every report against its golden file, and against the schema of its format. */
class ReportsTest {

    private static final String INPUT =
            ReviewFixtures.REPORTS.resolve("input.yaml").toString();

    @TempDir
    Path folder;

    /**
     * To refresh the golden files after a look at what has changed, run with -Dgolden.refresh; the test fails all the
     * same, so that nobody refreshes them by accident.
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
        "openreports, openreports",
        "policyreport, policyreport",
    })
    void every_report_is_its_golden_file(String format, String golden) throws IOException {
        Command run = golden.equals(format)
                ? Command.run("review", INPUT, "-n", "monitoring", "-o", format)
                : Command.run("review", INPUT, "-n", "monitoring", "--" + golden);
        Path file = ReviewFixtures.REPORTS.resolve(golden + ".golden");
        String expected = Files.exists(file) ? Files.readString(file) : "";
        String report = settled(run.out());
        if (System.getProperty("golden.refresh") != null) {
            Files.writeString(file, report);
        }
        assertThat(report).isEqualTo(expected);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEmpty();
    }

    /**
     * Returns the report with what differs from one build or minute to the next replaced, and without the page's style
     * and script, which {@code HtmlReportIT} tests.
     */
    private static String settled(String report) {
        String version = Command.run("version").out().strip().split(" ", 2)[1];
        return report.replaceAll("(?s)<(style|script)>.*?</\\1>", "<$1></$1>")
                .replaceAll("sha256-[^']+", "sha256")
                .replaceAll("\"seconds\" : \\d+", "\"seconds\" : 1800000000")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC", "2026-01-02 03:04 UTC")
                .replaceAll("(\"version\" : \"|^version: |\nversion: |<dd>)" + Pattern.quote(version), "$11.2.3");
    }

    @Test
    void programs_can_read_the_formats_for_programs() throws Exception {
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
        JsonNode json = ManifestFixtures.JSON.readTree(folder.resolve("x.json").toFile());
        assertThat(json.at("/findings")).hasSize(4);
        assertThat(ManifestFixtures.read(folder.resolve("x.yaml")).get(0)).isEqualTo(json);
        JsonNode sarif =
                ManifestFixtures.JSON.readTree(folder.resolve("x.sarif").toFile());
        assertThat(sarif.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .as("the line of the container's first argument")
                .isEqualTo(20);
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("4");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
    }

    @Test
    void a_folder_that_is_missing_is_named_before_anything_is_read() {
        Command run = Command.run("review", "no-such-input.yaml", "-o", "json=" + folder + "/no/x.json");
        assertThat(run.err())
                .isEqualTo(folder + "/no/x.json: the file cannot be written: no such folder: " + folder + "/no.\n");
        assertThat(run.exitCode()).isEqualTo(2);
        String file = ReviewFixtures.file(folder, "f", "");
        assertThat(Command.run("review", INPUT, "-o", "json=" + file + "/x.json")
                        .err())
                .endsWith(": not a folder: " + file + ".\n");
    }

    @Test
    void every_output_names_the_same_line_of_a_finding() {
        Command text = Command.run("review", INPUT);
        Command patch = Command.run("review", INPUT, "-o", "patch");
        Command fix = Command.run("fix", "--check", INPUT);
        assertThat(text.out()).startsWith(INPUT + ":20  Deployment prometheus-server");
        assertThat(patch.out()).contains("\"line\" : 20");
        assertThat(fix.out()).startsWith(INPUT + ":20: Deployment prometheus-server would be fixed");
    }

    @Test
    void remarks_and_problems_are_in_the_comment_of_a_pull_request() {
        String operated = ReviewFixtures.file(
                folder, "o.yaml", "{kind: Prometheus, apiVersion: monitoring.coreos.com/v1, metadata: {name: a}}");
        String broken = ReviewFixtures.file(folder, "b.yaml", "a: [");
        assertThat(Command.run("review", operated, broken, "-o", "markdown").out())
                .contains("\nNot reviewed:\n\n- `" + broken + ":1`: ")
                .contains("\nRemarks:\n\n- `" + operated + ":1`: Prometheus is a custom resource and not a pod;");
    }

    @Test
    void json_says_what_made_it_and_how_it_ended() throws IOException {
        JsonNode json = ManifestFixtures.JSON.readTree(
                Command.run("review", INPUT, "-o", "json").out());
        assertThat(json.path("version").asText())
                .isEqualTo(Command.run("version").out().strip().substring("hot-reload ".length()));
        assertThat(json.path("exitCode").asInt()).isEqualTo(3);
        JsonNode schema = ManifestFixtures.JSON.readTree(
                Path.of("docs/review.schema.json").toFile());
        assertThat(json.path("$schema")).isEqualTo(schema.path("$id"));
        assertThat(json.path("totals").toString())
                .isEqualTo("{\"findings\":4,\"patch\":1,\"blocked\":1,\"ignored\":0,\"compliant\":1,\"skip\":1,"
                        + "\"off\":0,\"problems\":0}");
    }

    @Test
    void every_rule_of_sarif_leads_to_its_explanation() throws IOException {
        JsonNode driver = ManifestFixtures.JSON
                .readTree(Command.run("review", INPUT, "-o", "sarif").out())
                .at("/runs/0/tool/driver");
        String page = Files.readString(Path.of("docs/reasons.md")).toLowerCase(Locale.ROOT);
        assertThat(driver.path("version").asText()).isNotEmpty();
        assertThat(driver.path("informationUri").asText()).startsWith("https://");
        for (JsonNode rule : driver.path("rules")) {
            String uri = rule.path("helpUri").asText();
            assertThat(uri).startsWith(driver.path("informationUri").asText());
            if (uri.contains("#")) {
                assertThat(page).contains("\n## " + uri.substring(uri.indexOf('#') + 1) + "\n");
            }
        }
    }

    @Test
    void json_conforms_to_its_schema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/review.schema.json")));
        String broken = ReviewFixtures.file(folder, "broken.yaml", "a: [");
        Command run = Command.run("review", INPUT, broken, "-o", "json");
        JsonNode json = ManifestFixtures.JSON.readTree(run.out());
        assertThat(schema.validate(json)).isEmpty();
        assertThat(json.at("/problems")).hasSize(1);
        ((ObjectNode) json).put("more", 1);
        assertThat(schema.validate(json)).as("the schema is strict").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"input.yaml", "broken.yaml", "a name%with/Ümlaut.yaml"})
    void sarif_conforms_to_the_official_schema(String name) throws IOException {
        String input = name.equals("input.yaml")
                ? INPUT
                : ReviewFixtures.file(folder, name, name.equals("broken.yaml") ? "a: [" : ReviewFixtures.BLOCKED);
        try (InputStream official = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(official);
            JsonNode sarif = ManifestFixtures.JSON.readTree(
                    Command.run("review", input, "-o", "sarif").out());
            assertThat(schema.validate(sarif)).isEmpty();
            ((ObjectNode) sarif).put("version", "3");
            assertThat(schema.validate(sarif)).as("the schema is read").isNotEmpty();
        }
    }
}
