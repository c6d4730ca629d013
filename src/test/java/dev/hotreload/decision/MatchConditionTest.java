package dev.hotreload.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The condition of the registration, in the API server's expression language, against the engine: a pod that it keeps
 * from the webhook must be none in which the webhook would find a server.
 */
class MatchConditionTest {

    private static final Path REGISTRATION = Path.of("manifests/base/mutatingwebhookconfiguration.yaml");
    private static final CelRuntime.Program CONDITION = compile();

    private static CelRuntime.Program compile() {
        String expression = ManifestFixtures.read(REGISTRATION)
                .get(0)
                .at("/webhooks/0/matchConditions/0/expression")
                .asText();
        try {
            Cel cel = CelFactory.legacyCelBuilder()
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("object", SimpleType.DYN)
                    .setResultType(SimpleType.BOOL)
                    .build();
            return cel.createProgram(cel.compile(expression).getAst());
        } catch (dev.cel.common.CelValidationException | dev.cel.runtime.CelEvaluationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean letsThrough(JsonNode pod) throws dev.cel.runtime.CelEvaluationException {
        Map<String, Object> object = ManifestFixtures.JSON.convertValue(pod, new TypeReference<>() {});
        return (boolean) CONDITION.eval(Map.of("object", object));
    }

    private static boolean hasServer(JsonNode pod) {
        return !new PodDecider(Policy.DEFAULT.flags())
                .decide(ManifestFixtures.typed(pod))
                .containers()
                .isEmpty();
    }

    @Test
    void every_case_with_a_server_is_let_through() throws Exception {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(Path.of("src/test/resources/cases"))) {
            cases = folders.sorted().toList();
        }
        int servers = 0;
        for (Path folder : cases) {
            JsonNode pod = ManifestFixtures.read(folder.resolve("input.yaml")).get(0);
            if (hasServer(pod)) {
                servers++;
                assertThat(letsThrough(pod)).as(folder.toString()).isTrue();
            }
        }
        assertThat(servers).isGreaterThan(100);
    }

    @Test
    void every_generated_pod_with_a_server_is_let_through() throws Exception {
        for (long seed = 1; seed <= 5_000; seed++) {
            JsonNode pod = new PodGenerator(seed).pod();
            if (hasServer(pod)) {
                assertThat(letsThrough(pod)).as("seed %s%n%s", seed, pod).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: app, image: 'example.org/app:1'}",
                "{name: app}",
                "{name: prometheus, image: 'example.org/app:1', args: ['--config.file=/x', '--port=$(PORT)']}",
                "{name: app, image: 'quay.io/prometheus/alertmanager:v0.27.0', args: ['--storage.path=/x']}",
                "{name: r, image: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.67.0', args: ['--reload-url=http://127.0.0.1:9090/-/reload']}",
                "{name: app, image: 'ghcr.io/example/mcp-prometheus:0.8.1', args: [serve]}",
                "{name: app, image: 'example.org/app:1', command: [sh, -c, 'curl http://prometheus:9090/metrics']}",
                "{name: app, image: 'example.org/app:1', args: ['--url=http://$(HOST)/']}",
                "{name: app, image: 'registry:5000/app', command: [sh, -c, 'prometheus-exporter --x']}",
            })
    void a_pod_that_surely_holds_none_is_kept_away(String container) throws Exception {
        JsonNode pod = ManifestFixtures.parse("{spec: {containers: [" + container + "]}}")
                .get(0);
        assertThat(hasServer(pod)).isFalse();
        assertThat(letsThrough(pod)).isFalse();
    }

    @Test
    void a_reference_may_be_anything() throws IOException, dev.cel.runtime.CelEvaluationException {
        for (String container : List.of(
                "{name: a, image: x, command: ['$(BINARY)']}",
                "{name: a, image: x, args: ['$(FLAG)']}",
                "{name: a, image: x, args: ['--storage.$(REST)']}")) {
            assertThat(letsThrough(ManifestFixtures.parse("{spec: {containers: [" + container + "]}}")
                            .get(0)))
                    .isTrue();
        }
    }
}
