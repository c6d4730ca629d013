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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports as objects of a cluster, against the schemas of their custom resource definitions. */
class ClusterReportsTest {

    private static final Path DEFINITIONS = Path.of("src/test/resources/crd");
    private static final String INPUT =
            ReviewFixtures.REPORTS.resolve("input.yaml").toString();

    @TempDir
    Path folder;

    private static JsonNode items(String... arguments) throws IOException {
        JsonNode list = ManifestFixtures.JSON.readTree(Command.run(arguments).out());
        assertThat(list.path("kind").asText()).isEqualTo("List");
        return list.get("items");
    }

    private static JsonNode only(String... arguments) throws IOException {
        JsonNode items = items(arguments);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    /** The schema of a version, strict as the API server is when it validates strictly. */
    private static JsonSchema schema(String definition, String version) {
        JsonNode versions =
                ManifestFixtures.read(DEFINITIONS.resolve(definition)).get(0).at("/spec/versions");
        JsonNode schema = StreamSupport.stream(versions.spliterator(), false)
                .filter(candidate -> candidate.path("name").asText().equals(version))
                .findFirst()
                .orElseThrow()
                .at("/schema/openAPIV3Schema");
        forbidMore(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }

    private static void forbidMore(JsonNode schema) {
        if (schema.path("type").asText().equals("object")
                && schema.path("properties").isObject()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.forEach(ClusterReportsTest::forbidMore);
    }

    @ParameterizedTest
    @CsvSource({
        "openreports, openreports.io_reports.yaml, v1alpha1, Report, monitoring",
        "openreports, openreports.io_clusterreports.yaml, v1alpha1, ClusterReport, ''",
        "policyreport, wgpolicyk8s.io_policyreports.yaml, v1alpha2, PolicyReport, monitoring",
        "policyreport, wgpolicyk8s.io_clusterpolicyreports.yaml, v1alpha2, ClusterPolicyReport, ''",
    })
    void a_report_conforms_to_its_definition(
            String format, String definition, String version, String kind, String namespace) throws IOException {
        JsonNode items = items("review", INPUT, "-o", format, "-n", namespace);
        JsonNode report = StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("kind").asText().equals(kind))
                .filter(item -> item.at("/metadata/namespace").asText().equals(namespace))
                .findFirst()
                .orElseThrow();
        assertThat(report.path("apiVersion").asText()).endsWith("/" + version);
        JsonSchema schema = schema(definition, version);
        assertThat(schema.validate(report)).isEmpty();
        ((ObjectNode) report.at("/results/0")).put("result", "perhaps");
        ((ObjectNode) report.at("/results/0")).put("more", 1);
        assertThat(schema.validate(report)).as("the schema is read, and strict").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "to-patch, '', fail, MissingFlags, medium, true",
        "blocked, '', fail, LifecycleDisabledByOwner, high, true",
        "compliant, '', pass, MissingFlags, info, true",
        "to-patch, audit, warn, MissingFlags, medium, false",
        "blocked, audit, warn, LifecycleDisabledByOwner, high, false",
        "to-patch, 'off', skip, MissingFlags, info, true",
    })
    void a_prometheus_container_is_one_result(
            String pod, String mode, String result, String rule, String severity, boolean scored) throws IOException {
        String config = ReviewFixtures.file(folder, "c.yaml", mode.isEmpty() ? "" : "mode: \"" + mode + "\"\n");
        String input = ReviewFixtures.file(folder, "p.json", ReviewFixtures.pod(pod));
        JsonNode report = only("review", input, "-o", "openreports", "--config", config);
        assertThat(report.at("/summary/" + result).asInt()).isEqualTo(1);
        JsonNode one = report.at("/results/0");
        assertThat(report.path("results")).hasSize(1);
        assertThat(one.path("result").asText()).isEqualTo(result);
        assertThat(one.path("rule").asText()).isEqualTo(rule);
        assertThat(one.path("severity").asText()).isEqualTo(severity);
        assertThat(one.path("scored").asBoolean()).isEqualTo(scored);
    }

    @Test
    void a_container_that_is_skipped_has_the_reason_as_its_rule() throws IOException {
        String alone = ReviewFixtures.file(
                folder,
                "p.yaml",
                "{kind: Pod, metadata: {name: a}, spec: {containers: [{name: p, image: prom/prometheus}]}}");
        JsonNode one = only("review", alone, "-o", "openreports").at("/results/0");
        assertThat(one.path("rule").asText()).isEqualTo("NoReloader");
        assertThat(one.path("result").asText()).isEqualTo("skip");
    }

    @Test
    void what_cannot_be_reviewed_is_an_error_and_nothing_at_all_is_an_empty_report() throws IOException {
        String broken = ReviewFixtures.file(folder, "b.yaml", "a: [");
        JsonNode report = only("review", broken, "-o", "openreports");
        assertThat(report.at("/summary/error").asInt()).isEqualTo(1);
        assertThat(report.at("/results/0/message").asText()).startsWith(broken + ":1: ");
        String service = ReviewFixtures.file(folder, "s.yaml", "{kind: Service, metadata: {name: a}}");
        JsonNode empty = only("review", service, "-o", "openreports");
        assertThat(empty.path("kind").asText()).isEqualTo("ClusterReport");
        assertThat(empty.path("results")).isEmpty();
    }

    @Test
    void hostile_names_neither_grow_a_report_nor_choose_its_namespace() throws IOException {
        String long_ = "x".repeat(3_000_000);
        String hostile = ReviewFixtures.file(
                folder,
                "h.json",
                ReviewFixtures.TO_PATCH
                        .replace(
                                "\"name\": \"a\"",
                                "\"name\": \"" + long_ + "\", \"namespace\": \"../../" + long_ + "\"")
                        .replace("\"name\": \"p\"", "\"name\": \"\\u001b[31m" + long_ + "\""));
        JsonNode report = only("review", hostile, "-o", "openreports");
        assertThat(report.path("kind").asText()).isEqualTo("ClusterReport");
        assertThat(report.at("/metadata").has("namespace")).isFalse();
        assertThat(report.toString()).hasSizeLessThan(5_000).doesNotContain("\u001b");
    }

    @Test
    void results_beyond_200_are_in_a_second_report_and_each_fits_into_etcd() throws IOException {
        String name = "\u00fc".repeat(3_000);
        String items = IntStream.range(0, 450)
                .mapToObj(i -> ReviewFixtures.TO_PATCH.replace("\"name\": \"p\"", "\"name\": \"" + name + i + "\""))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        String list = ReviewFixtures.file(
                folder, "l.json", "{\"kind\": \"List\", \"apiVersion\": \"v1\", \"items\": [" + items + "]}");
        JsonNode reports = items("review", list, "-n", "monitoring", "-o", "policyreport");
        assertThat(reports.findValuesAsText("name"))
                .contains("hot-reload-review", "hot-reload-review-2", "hot-reload-review-3");
        assertThat(reports).extracting(report -> report.path("results").size()).containsExactly(200, 200, 50);
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.toString().getBytes(StandardCharsets.UTF_8))
                        .hasSizeLessThan(1_000_000));
    }
}
