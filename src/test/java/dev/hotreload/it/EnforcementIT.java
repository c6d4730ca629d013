package dev.hotreload.it;

import static dev.hotreload.it.Enforcement.BOTH;
import static dev.hotreload.it.Enforcement.args;
import static dev.hotreload.it.Enforcement.chartPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Enforcement on deploy, against a real API server. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnforcementIT {

    @TempDir
    static Path folder;

    /** Of Kubernetes: JUnit gives it to {@code install} as well. */
    @Parameter
    String version;

    private static Enforcement enforcement;
    private static ControlPlane cluster;
    private static Webhook webhook;

    @BeforeParameterizedClassInvocation
    static void install(String version) throws IOException {
        enforcement = Enforcement.start(version, folder);
        cluster = enforcement.cluster();
        webhook = enforcement.webhook();
        cluster.done("create", "namespace", "team-a");
        cluster.done("label", "namespace", "team-a", "prometheus-hot-reload/mode=off");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        enforcement.close();
    }

    @Test
    void pods_of_a_deployment_a_statefulset_and_a_daemonset_get_both_flags_and_the_workloads_do_not_drift()
            throws IOException {
        cluster.done("apply", "-f", enforcement.file(node()).toString());
        // Nobody says here that the node is ready.
        cluster.done("taint", "nodes", "one", "node.kubernetes.io/not-ready-");
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
            ObjectNode workload = ManifestFixtures.JSON.createObjectNode();
            workload.put("apiVersion", "apps/v1")
                    .put("kind", kind)
                    .putObject("metadata")
                    .put("name", kind.toLowerCase(java.util.Locale.ROOT));
            ObjectNode spec = workload.putObject("spec");
            spec.putObject("selector").putObject("matchLabels").put("made-by", kind);
            if (kind.equals("StatefulSet")) {
                spec.put("serviceName", "prometheus");
            }
            ObjectNode template = chartPod("x");
            template.remove(List.of("apiVersion", "kind"));
            template.putObject("metadata").putObject("labels").put("made-by", kind);
            spec.set("template", template);
            cluster.done(
                    "-n",
                    "monitoring",
                    "apply",
                    "-f",
                    enforcement.file(workload).toString());
        }
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
            var pods = cluster.client().pods().inNamespace("monitoring").withLabel("made-by", kind);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !pods.list().getItems().isEmpty());
            assertThat(pods.list().getItems())
                    .allSatisfy(pod -> assertThat(args(pod)).containsAll(BOTH));
            String template = cluster.done("-n", "monitoring", "get", kind, "-o", "jsonpath={.items[*].spec.template}");
            assertThat(template).as("the %s is as it was applied", kind).doesNotContain("--web.enable-lifecycle");
        }
    }

    private static ObjectNode node() {
        ObjectNode node = ManifestFixtures.JSON.createObjectNode();
        node.put("apiVersion", "v1").put("kind", "Node").putObject("metadata").put("name", "one");
        return node;
    }

    @Test
    void a_dry_run_of_the_api_server_gives_what_is_stored_then() throws IOException {
        Pod tried = enforcement.tryOut("monitoring", chartPod("tried"));
        assertThat(cluster.client()
                        .pods()
                        .inNamespace("monitoring")
                        .withName("prometheus")
                        .get())
                .isNull();
        Pod stored = enforcement.create("monitoring", chartPod("prometheus"));
        assertThat(args(stored)).isEqualTo(args(tried)).containsAll(BOTH);
    }

    @Test
    void system_namespaces_opted_out_namespaces_and_opted_out_pods_are_left_alone() throws IOException {
        long before = webhook.reviews();
        assertThat(args(enforcement.create("kube-system", chartPod("prometheus"))))
                .doesNotContainAnyElementsOf(BOTH);
        assertThat(args(enforcement.create("team-a", chartPod("prometheus")))).doesNotContainAnyElementsOf(BOTH);
        assertThat(webhook.reviews()).as("the webhook is not even called").isEqualTo(before);
        ObjectNode off = chartPod("off");
        ((ObjectNode) off.get("metadata")).putObject("annotations").put("prometheus-hot-reload/mode", "off");
        assertThat(args(enforcement.create("monitoring", off))).doesNotContainAnyElementsOf(BOTH);
    }

    @Test
    void pods_without_prometheus_never_reach_the_webhook() throws IOException {
        long before = webhook.reviews();
        ObjectNode app = chartPod("app");
        ((ObjectNode) app.get("spec"))
                .putArray("containers")
                .addObject()
                .put("name", "prometheus-server")
                .put("image", "example.org/app:1")
                .putArray("args")
                .add("--x");
        enforcement.create("monitoring", app);
        assertThat(webhook.reviews()).isEqualTo(before);
        enforcement.create("monitoring", chartPod("reviewed"));
        assertThat(webhook.reviews()).isGreaterThan(before);
    }

    @Test
    void a_blocked_pod_is_stored_as_it_is_with_a_warning_and_an_audit_annotation() throws IOException {
        ObjectNode blocked = chartPod("blocked");
        ((ArrayNode) blocked.at("/spec/containers/1/args")).add("--no-web.enable-lifecycle");
        Program created = cluster.kubectl(
                "-n", "monitoring", "create", "-f", enforcement.file(blocked).toString());
        assertThat(created.exitCode()).isZero();
        assertThat(created.err())
                .contains(
                        "Warning: container prometheus-server: --no-web.enable-lifecycle is set [LifecycleDisabledByOwner]");
        enforcement.create("monitoring", chartPod("patched"));
        await().untilAsserted(() -> assertThat(cluster.audit())
                .anyMatch(line -> line.contains("\"name\":\"blocked\"")
                        && line.contains("\"pods.hot-reload.dev/reason\":\"LifecycleDisabledByOwner\""))
                .anyMatch(line -> line.contains("\"name\":\"patched\"")
                        && line.contains("\"pods.hot-reload.dev/decision\":\"patched\"")));
    }

    @Test
    void an_old_api_servers_v1beta1_is_spoken() throws IOException {
        cluster.done(
                "patch",
                "mutatingwebhookconfiguration",
                "hot-reload",
                "--type=json",
                "-p",
                "[{\"op\": \"replace\", \"path\": \"/webhooks/0/admissionReviewVersions\", \"value\": [\"v1beta1\"]}]");
        // Heard of when a review of the new version has arrived: the answers are the same, so a few creations tell.
        for (int i = 0; i < 20; i++) {
            assertThat(args(enforcement.create("monitoring", chartPod("old-" + i))))
                    .containsAll(BOTH);
        }
    }

    /** Ends the webhook: one of the last. */
    @Order(Order.DEFAULT + 1)
    @Test
    void without_the_webhook_pods_are_created_at_once_and_the_review_names_who_was_missed() throws IOException {
        webhook.terminate();
        assertThat(webhook.exitCode()).isZero();
        ObjectNode workload = ManifestFixtures.JSON.createObjectNode();
        workload.put("apiVersion", "apps/v1")
                .put("kind", "Deployment")
                .putObject("metadata")
                .put("name", "missed")
                .putObject("labels")
                .put("app", "missed");
        ObjectNode spec = workload.putObject("spec");
        spec.putObject("selector").putObject("matchLabels").put("app", "missed");
        ObjectNode template = chartPod("x");
        template.remove(List.of("apiVersion", "kind"));
        template.putObject("metadata").putObject("labels").put("app", "missed");
        spec.set("template", template);
        cluster.done(
                "-n", "monitoring", "apply", "-f", enforcement.file(workload).toString());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cluster.client()
                                .pods()
                                .inNamespace("monitoring")
                                .withLabel("app", "missed")
                                .list()
                                .getItems()
                                .size()
                        == 1);
        Pod pod = cluster.client()
                .pods()
                .inNamespace("monitoring")
                .withLabel("app", "missed")
                .list()
                .getItems()
                .get(0);
        assertThat(args(pod)).doesNotContainAnyElementsOf(BOTH);
        assertThat(cluster.done("get", "--raw", "/metrics").lines())
                .as("what the alert of docs/serve.md is on")
                .anyMatch(line ->
                        line.startsWith("apiserver_admission_webhook_fail_open_count{name=\"pods.hot-reload.dev\","));
        try (Program live = Program.hotReload(
                "review",
                "--live",
                "-A",
                "-l",
                "app=missed",
                "--kubeconfig",
                cluster.kubeconfig().toString())) {
            assertThat(live.exitCode()).as(live.output()).isEqualTo(1);
            assertThat(live.out())
                    .contains(
                            "Deployment monitoring/missed\n",
                            "Pod monitoring/" + pod.getMetadata().getName() + "\n")
                    .contains("  kubectl -n monitoring rollout restart deployment missed\n");
        }
        try (Program recipe = Program.start(
                List.of(
                        "bash",
                        "-c",
                        RealParts.KUBECTL + " get deploy,sts -A -o json | target/hot-reload/bin/hot-reload review -"),
                Map.of("KUBECONFIG", cluster.kubeconfig().toString()))) {
            assertThat(recipe.exitCode()).as(recipe.err()).isEqualTo(1);
            assertThat(recipe.out()).contains("Deployment monitoring/missed");
        }
    }

    @Order(Order.DEFAULT + 2)
    @Test
    void removal_leaves_nothing_and_blocks_nothing_in_either_order() throws IOException {
        cluster.done("delete", "-k", "manifests/overlays/secret", "--ignore-not-found", "--wait=false");
        cluster.done("delete", "-f", "manifests/namespace.yaml", "--wait=false");
        assertThat(cluster.done("get", "mutatingwebhookconfiguration", "-o", "name"))
                .isEmpty();
        assertThat(args(enforcement.create("monitoring", chartPod("after")))).doesNotContainAnyElementsOf(BOTH);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        cluster.client().namespaces().withName("hot-reload").get() == null);
    }
}
