package dev.hotreload.it;

import static dev.hotreload.it.Enforcement.BOTH;
import static dev.hotreload.it.Enforcement.args;
import static dev.hotreload.it.Enforcement.chartPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.policy.EvaluatedPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The policies in a real API server: first beside the webhook, then without it. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PolicyEnforcementIT {

    private static final Path CASES = Path.of("src/test/resources/cases");

    /** The newest one: the first in which MutatingAdmissionPolicy is stable. */
    private static final String VERSION = RealParts.KUBERNETES.get(RealParts.KUBERNETES.size() - 1);

    @TempDir
    static Path folder;

    private static Enforcement enforcement;
    private static ControlPlane cluster;
    private static String policies;

    @BeforeAll
    static void install() throws IOException {
        enforcement = Enforcement.start(VERSION, folder);
        cluster = enforcement.cluster();
        try (Program policy = Program.hotReload("policy")) {
            assertThat(policy.exitCode()).isZero();
            policies = policy.out();
        }
        cluster.done(
                "create",
                "-f",
                Files.writeString(folder.resolve("policies.yaml"), policies).toString());
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(decisionOn(chartPod("known-" + System.nanoTime())))
                        .isEqualTo("compliant"));
    }

    @AfterAll
    static void stop() {
        enforcement.close();
    }

    /** Creates a pod and returns the decision of the webhook, from the audit log. */
    private static String decisionOn(ObjectNode pod) throws IOException {
        String name = pod.at("/metadata/name").asText();
        assertThat(args(enforcement.create("monitoring", pod))).containsAll(BOTH);
        List<String> lines = new ArrayList<>();
        await().until(() -> {
            lines.clear();
            cluster.audit().stream()
                    .filter(line ->
                            line.contains("\"name\":\"" + name + "\"") && line.contains("hot-reload.dev/decision"))
                    .forEach(lines::add);
            return !lines.isEmpty();
        });
        return ManifestFixtures.JSON
                .readTree(lines.get(0))
                .at("/annotations")
                .path("pods.hot-reload.dev/decision")
                .asText();
    }

    @Test
    @Order(1)
    void the_webhook_finds_compliant_what_the_policy_has_patched_and_patches_the_rest() throws IOException {
        assertThat(decisionOn(chartPod("plain"))).isEqualTo("compliant");
        ObjectNode named = chartPod("with-a-variable");
        ((ArrayNode) named.at("/spec/containers/1/args")).add("--web.page-title=Prometheus of team a");
        assertThat(decisionOn(named)).isEqualTo("patched");
    }

    @Test
    @Order(2)
    void pods_of_a_deployment_get_both_flags_and_the_deployment_stays_as_it_was_applied() throws IOException {
        cluster.done("delete", "mutatingwebhookconfiguration", "hot-reload");
        ObjectNode workload = (ObjectNode) ManifestFixtures.parse("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: prometheus}
                spec: {selector: {matchLabels: {app: policy}}}
                """).get(0);
        ObjectNode template = chartPod("x");
        template.remove(List.of("apiVersion", "kind"));
        template.putObject("metadata").putObject("labels").put("app", "policy");
        ((ObjectNode) workload.get("spec")).set("template", template);
        cluster.done(
                "-n", "monitoring", "apply", "-f", enforcement.file(workload).toString());
        var pods = cluster.client().pods().inNamespace("monitoring").withLabel("app", "policy");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !pods.list().getItems().isEmpty());
        assertThat(args(pods.list().getItems().get(0))).containsAll(BOTH);
        assertThat(cluster.done("-n", "monitoring", "get", "deployment", "prometheus", "-o", "yaml"))
                .doesNotContain("--web.enable-lifecycle");
    }

    /** What the other tests of the policies prove with dev.cel holds for the API server. */
    @Test
    @Order(3)
    void the_api_server_patches_every_case_as_the_evaluated_policy_does() throws IOException {
        EvaluatedPolicy evaluated =
                new EvaluatedPolicy(ManifestFixtures.parse(policies).get(0));
        int patched = 0;
        int refused = 0;
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.sorted().toList();
        }
        for (Path file : cases) {
            JsonNode pod = ManifestFixtures.read(file.resolve("input.yaml")).get(0);
            try {
                JsonNode created = ManifestFixtures.JSON.readTree(
                        cluster.client().raw("/api/v1/namespaces/monitoring/pods?dryRun=All", "POST", pod.toString()));
                JsonNode expected = evaluated.patched(pod);
                assertThat(allArgs(created)).as(file.toString()).isEqualTo(allArgs(expected));
                patched += expected.equals(pod) ? 0 : 1;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).as(file.toString()).isEqualTo(422);
                refused++;
            }
        }
        System.out.println("policy, Kubernetes " + VERSION + ": " + cases.size() + " cases as dev.cel evaluates them, "
                + patched + " patched, " + refused + " not accepted as pods");
        assertThat(patched).isGreaterThan(90);
        assertThat(refused).isLessThan(20);
    }

    private static List<List<String>> allArgs(JsonNode pod) {
        List<List<String>> all = new ArrayList<>();
        for (String list : List.of("containers", "initContainers")) {
            pod.path("spec").path(list).forEach(container -> {
                List<String> args = new ArrayList<>();
                container.path("args").forEach(argument -> args.add(argument.asText()));
                all.add(args);
            });
        }
        return all;
    }

    /** The policy's own limit of size comes long before the API server's limit of cost. */
    @Test
    @Order(4)
    void the_largest_pods_that_the_policy_looks_at_are_within_the_limits_of_cost() throws IOException {
        List<Integer> patched = new ArrayList<>();
        for (int size : List.of(500, 3_000, 6_000, 20_000, 2_000_000)) {
            ObjectNode pod = chartPod("large");
            ArrayNode args = (ArrayNode) pod.at("/spec/containers/1/args");
            for (int i = 0; i < size / 20; i++) {
                args.add("--a=%014d".formatted(i));
            }
            if (args(enforcement.tryOut("monitoring", pod)).containsAll(BOTH)) {
                patched.add(size);
            }
        }
        assertThat(patched).containsExactly(500, 3_000, 6_000);
    }

    @Test
    @Order(5)
    void a_pod_that_needs_a_person_is_created_with_a_warning() throws IOException {
        ObjectNode disabled = chartPod("disabled");
        ((ArrayNode) disabled.at("/spec/containers/1/args")).add("--no-web.enable-lifecycle");
        Program created = cluster.kubectl(
                "-n", "monitoring", "create", "-f", enforcement.file(disabled).toString());
        assertThat(created.exitCode()).as(created.err()).isZero();
        assertThat(created.err())
                .contains("container prometheus-server: --no-web.enable-lifecycle is set [LifecycleDisabledByOwner]");
        Program plain = cluster.kubectl(
                "-n",
                "monitoring",
                "create",
                "-f",
                enforcement.file(chartPod("without-warning")).toString());
        assertThat(plain.err()).isEmpty();
    }
}
