package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Verdicts;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The condition of the registration as real API servers evaluate it: they agree with the engine, within their limits of
 * cost.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class MatchConditionIT {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String ERRORS = "apiserver_admission_match_condition_evaluation_errors_total";

    @TempDir
    static Path folder;

    @Parameter
    String version;

    private static Enforcement enforcement;

    @BeforeParameterizedClassInvocation
    static void install(String version) throws IOException {
        enforcement = Enforcement.start(version, folder);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        enforcement.close();
    }

    @Test
    void the_api_server_stores_the_conditions_as_they_are_written() {
        JsonNode written = ManifestFixtures.read(Path.of("manifests/base/mutatingwebhookconfiguration.yaml"))
                .get(0)
                .at("/webhooks/0/matchConditions");
        String stored = enforcement
                .cluster()
                .done(
                        "get",
                        "mutatingwebhookconfiguration",
                        "hot-reload",
                        "-o",
                        "jsonpath={.webhooks[0].matchConditions}");
        assertThat(ManifestFixtures.parse(stored).get(0)).isEqualTo(written);
    }

    @Test
    void every_case_with_a_prometheus_container_reaches_the_webhook() throws IOException {
        List<String> reached = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.sorted().toList();
        }
        for (Path file : cases) {
            JsonNode pod = ManifestFixtures.read(file.resolve("input.yaml")).get(0);
            if (!Verdicts.lines(pod).equals(List.of("-\tskip\t\tNotPrometheus"))) {
                (reachesWebhook(pod) ? reached : missed).add(file.getFileName().toString());
            }
        }
        System.out.println("match condition, Kubernetes " + version + ": " + reached.size()
                + " cases reach the webhook, " + missed.size() + " do not");
        assertThat(missed).isEmpty();
        assertThat(reached).hasSizeGreaterThan(100);
    }

    /**
     * Costs as the API server counts them: it evaluates up to a budget, and calls no webhook for a pod that exceeds it.
     */
    @Test
    void pods_of_any_real_size_are_within_the_limits_of_cost() {
        assertThat(isEvaluated(podWithArguments(2_000))).isTrue();
        int least = 2_000;
        // 60,000 of them are nearly 3 MB, more than which no API server reads.
        int most = 60_000;
        while (most - least > 500) {
            int middle = (least + most) / 2;
            if (isEvaluated(podWithArguments(middle))) {
                least = middle;
            } else {
                most = middle;
            }
        }
        System.out.println("match condition, Kubernetes " + version + ": within the limits of cost up to " + least
                + " arguments of 40 characters before the Prometheus container");
    }

    /** The condition has to look at every argument: Prometheus stands last. */
    private static ObjectNode podWithArguments(int count) {
        ObjectNode pod = ManifestFixtures.JSON.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod").putObject("metadata").put("name", "large");
        ArrayNode containers = pod.putObject("spec").putArray("containers");
        ArrayNode args = containers
                .addObject()
                .put("name", "app")
                .put("image", "example.org/app:1")
                .putArray("args");
        for (int i = 0; i < count; i++) {
            args.add("--an.option.of.an.application=%010d".formatted(i));
        }
        containers.addObject().put("name", "prometheus").put("image", "quay.io/prometheus/prometheus:v2.48.0");
        return pod;
    }

    private static boolean isEvaluated(JsonNode pod) {
        double before = errors();
        boolean reached = reachesWebhook(pod);
        assertThat(reached)
                .as("either the webhook is called or the condition fails")
                .isEqualTo(errors() == before);
        return reached;
    }

    private static boolean reachesWebhook(JsonNode pod) {
        long before = enforcement.webhook().reviews();
        try {
            enforcement.cluster().client().raw("/api/v1/namespaces/monitoring/pods?dryRun=All", "POST", pod.toString());
        } catch (KubernetesClientException e) {
            // Some cases hold what the API server refuses, but it does so after it has called its webhooks.
            assertThat(e.getCode()).isEqualTo(422);
        }
        return enforcement.webhook().reviews() > before;
    }

    private static double errors() {
        return enforcement
                .cluster()
                .done("get", "--raw", "/metrics")
                .lines()
                .filter(line -> line.startsWith(ERRORS))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
