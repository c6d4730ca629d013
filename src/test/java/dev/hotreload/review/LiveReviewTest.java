package dev.hotreload.review;

import static dev.hotreload.review.MockApiServer.COMPLIANT_CONTAINERS;
import static dev.hotreload.review.MockApiServer.CONTAINERS;
import static dev.hotreload.review.MockApiServer.deployed;
import static dev.hotreload.review.MockApiServer.json;
import static dev.hotreload.review.MockApiServer.list;
import static dev.hotreload.review.MockApiServer.namespace;
import static dev.hotreload.review.MockApiServer.owned;
import static dev.hotreload.review.MockApiServer.pod;
import static dev.hotreload.review.MockApiServer.refusal;
import static dev.hotreload.review.MockApiServer.workload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The review of a live cluster: which pods need a restart, and for which the webhook is called at all. */
class LiveReviewTest {

    private static final String REGISTRATION =
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/hot-reload";

    /** How the namespaces are asked for when the webhook is not registered. */
    private static final String SELECTED = "labelSelector=kubernetes.io%2Fmetadata.name%20notin%20%28kube-system%2C"
            + "kube-public%2Ckube-node-lease%2Chot-reload%29%2Cprometheus-hot-reload%2Fmode%20notin%20%28off%29"
            + "%2Ccontrol-plane%20notin%20%28true%29%2Ckubernetes.azure.com%2Fmanagedby%20notin%20%28aks%29";

    @TempDir
    Path folder;

    private MockApiServer cluster;

    @BeforeEach
    void start() {
        cluster = new MockApiServer(folder);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void a_pod_without_the_flags_of_a_template_that_would_be_patched_needs_a_restart() {
        ObjectNode ended = pod("done");
        ended.putObject("status").put("phase", "Succeeded");
        cluster.answer("/apis/apps/v1/deployments?limit=500", list("", workload("prometheus-server")));
        cluster.answer("/apis/apps/v1/statefulsets?limit=500", list("", workload("patched")));
        cluster.answer(
                "/apis/apps/v1/replicasets?limit=500",
                list("", owned(workload("prometheus-server-5d8f"), "Deployment", "prometheus-server")));
        cluster.answer(
                "/api/v1/pods?limit=500",
                list(
                        "",
                        deployed(pod("prometheus-server-5d8f-a"), "prometheus-server", "5d8f"),
                        deployed(pod("prometheus-server-5d8f-b"), "prometheus-server", "5d8f"),
                        owned(pod("monitoring", "patched-0", COMPLIANT_CONTAINERS), "StatefulSet", "patched"),
                        owned(pod("alone-xyz"), "ReplicaSet", "alone"),
                        owned(pod("node-1"), "DaemonSet", "node"),
                        pod("bare"),
                        ended));
        Command live = cluster.review("-A");
        assertThat(live.err()).isEmpty();
        assertThat(live.exitCode()).isEqualTo(1);
        assertThat(live.out())
                .startsWith("""
                        Deployment monitoring/prometheus-server
                          PATCH     container p, reloader r
                                    + --web.enable-lifecycle
                                    + --storage.tsdb.wal-compression
                        StatefulSet monitoring/patched
                        """)
                .contains("Pod monitoring/prometheus-server-5d8f-b\n", "Pod monitoring/bare\n")
                .doesNotContain("patched-0", "Pod monitoring/done", "ReplicaSet monitoring/")
                .endsWith("""
                        Running pods lack the arguments that are marked with +. To restart them:
                          kubectl -n monitoring rollout restart deployment prometheus-server
                          kubectl -n monitoring delete pod alone-xyz
                          kubectl -n monitoring rollout restart daemonset node

                        7 Prometheus servers in 10 objects from the cluster: 7 to patch, 0 compliant,
                        0 blocked.
                        """);
    }

    private void podsIn(String... namespaces) {
        cluster.answer(
                "/api/v1/pods?limit=500",
                list(
                        "",
                        Stream.of(namespaces)
                                .map(namespace ->
                                        owned(pod(namespace, "in-" + namespace, CONTAINERS), "DaemonSet", "d"))
                                .toArray(JsonNode[]::new)));
    }

    @Test
    void namespaces_whose_pods_never_reach_the_webhook_do_not_count() {
        podsIn("monitoring", "team-a", "kube-system", "hot-reload");
        cluster.answer(REGISTRATION, refusal(404, ""));
        Command live = cluster.review("-A");
        assertThat(live.err()).isEmpty();
        assertThat(live.out())
                .contains("Pod monitoring/in-monitoring\n")
                .contains("\n  kubectl -n monitoring rollout restart daemonset d\n")
                .doesNotContain("in-team-a", "in-kube-system", "in-hot-reload", "kubectl -n team-a")
                .endsWith("""
                        4 Prometheus servers in 4 objects from the cluster: 1 to patch, 0 compliant,
                        0 blocked, 3 skipped.
                        """);
        assertThat(cluster.review("-A", "-v").out())
                .contains("Pod team-a/in-team-a\n  OFF ", "which does not select the namespace)");
    }

    @Test
    void an_installed_registration_says_which_namespaces_it_is_for() {
        podsIn("monitoring", "team-a");
        cluster.answer(
                "/api/v1/namespaces?labelSelector=prometheus%3Drequired%2Cprometheus%2Cprometheus%20in%20%28required%29"
                        + "%2C%21frozen",
                list("", namespace("team-a")));
        cluster.answer(REGISTRATION, json("""
                {"kind": "MutatingWebhookConfiguration", "apiVersion": "admissionregistration.k8s.io/v1",
                 "metadata": {"name": "hot-reload"}, "webhooks": [
                 {"name": "other.hot-reload.dev"},
                 {"name": "pods.hot-reload.dev", "namespaceSelector": {
                  "matchLabels": {"prometheus": "required"},
                  "matchExpressions": [{"key": "prometheus", "operator": "Exists"},
                   {"key": "prometheus", "operator": "In", "values": ["required"]},
                   {"key": "frozen", "operator": "DoesNotExist"}]}}]}"""));
        assertThat(cluster.review("-A").out())
                .contains("Pod team-a/in-team-a\n", "2 Prometheus servers", "1 to patch", "1 skipped")
                .doesNotContain("in-monitoring");
    }

    @Test
    void without_the_right_to_read_namespaces_and_registration_the_review_says_what_it_assumes() {
        podsIn("monitoring", "team-a", "kube-system");
        cluster.answer("/api/v1/namespaces?" + SELECTED, refusal(403, ""));
        cluster.answer(REGISTRATION, refusal(403, ""));
        Command live = cluster.review("-A");
        assertThat(live.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(cluster.named() + ": cannot read the registration: "),
                        second -> assertThat(second).startsWith(cluster.named() + ": cannot list namespaces: "));
        assertThat(live.exitCode()).as("not an error: all pods were reviewed").isEqualTo(1);
        assertThat(live.out()).contains("in-monitoring", "in-team-a").doesNotContain("in-kube-system");
    }

    @Test
    void one_namespace_is_asked_for_by_its_name() {
        cluster.answer("/api/v1/namespaces/team-a/pods?limit=500", list("", pod("team-a", "one", CONTAINERS)));
        String one = "/api/v1/namespaces?fieldSelector=metadata.name%3Dteam-a&" + SELECTED;
        cluster.answer(one, list(""));
        Command live = cluster.review("-n", "team-a");
        assertThat(live.exitCode()).isZero();
        assertThat(cluster.asked()).contains(one);
    }

    @Test
    void in_mode_audit_no_restart_is_proposed() throws IOException {
        podsIn("monitoring");
        Path config = Files.writeString(folder.resolve("audit.yaml"), "mode: audit\n");
        Command live = cluster.review("-A", "--config", config.toString());
        assertThat(live.out())
                .contains("Pod monitoring/in-monitoring\n  PATCH ", "(mode audit: nothing is changed)")
                .doesNotContain("rollout restart");
    }
}
