package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The review of a live cluster, whose API server is played: pages, refusals, expired tokens, lost connections. */
class LiveReviewTest {

    private static final String SPEC = """
            {"containers": [
              {"name": "p", "image": "prom/prometheus:v2.48.0", "args": ["--config.file=/a"]},
              {"name": "r", "image": "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
               "args": ["--webhook-url=http://localhost:9090/-/reload"]}]}""";
    private static final String COMPLIANT =
            SPEC.replace("\"--config.file=/a\"", "\"--web.enable-lifecycle\", \"--storage.tsdb.wal-compression\"");

    private static final String REGISTRATION =
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/hot-reload";

    /** What the API server is asked for when the webhook is not registered. */
    private static final String SELECTED = "labelSelector=kubernetes.io%2Fmetadata.name%20notin%20%28kube-system%2C"
            + "kube-public%2Ckube-node-lease%2Chot-reload%29%2Cprometheus-hot-reload%2Fmode%20notin%20%28off%29";

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getTarget();
                asked.add(path);
                return answers.getOrDefault(
                        path, list("", path.endsWith(SELECTED) ? List.of(named("monitoring", "")) : List.of()));
            }
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.close();
    }

    private static MockResponse list(String token, List<String> items) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("{\"kind\": \"X\", \"metadata\": {\"continue\": \"" + token + "\"}, \"items\": ["
                        + String.join(",", items) + "]}")
                .build();
    }

    private static MockResponse refusal(int code, String metadata) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "application/json")
                .body("{\"kind\": \"Status\", \"metadata\": " + metadata + ", \"code\": " + code + "}")
                .build();
    }

    private static String workload(String name, String spec) {
        return "{\"metadata\": {\"name\": \"%s\", \"namespace\": \"monitoring\"}, \"spec\": {\"template\": {\"spec\": %s}}}"
                .formatted(name, spec);
    }

    private static String pod(String name, String spec, String metadata) {
        return "{\"metadata\": {\"name\": \"%s\", \"namespace\": \"monitoring\"%s}, \"spec\": %s}"
                .formatted(name, metadata, spec);
    }

    private static String owned(String kind, String name, String hash) {
        return ", \"labels\": {\"pod-template-hash\": \"%s\"}, \"ownerReferences\": [{\"controller\": true, \"kind\": \"%s\", \"name\": \"%s\"}]"
                .formatted(hash, kind, name);
    }

    private Command live(String... more) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test, namespace: own}}]
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: test, user: {token: secret}}]
                """.formatted(server.getPort()));
        List<String> arguments = new ArrayList<>(List.of("review", "--live", "--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    @Test
    void a_pod_without_the_flags_of_a_template_that_would_be_patched_needs_a_restart() throws IOException {
        answers.put("/apis/apps/v1/deployments?limit=500", list("", List.of(workload("prometheus-server", SPEC))));
        answers.put("/apis/apps/v1/statefulsets?limit=500", list("", List.of(workload("patched", SPEC))));
        answers.put(
                "/apis/apps/v1/replicasets?limit=500",
                list(
                        "",
                        List.of(workload("prometheus-server-5d8f", SPEC)
                                .replace(
                                        "\"namespace\"",
                                        owned("Deployment", "prometheus-server", "5d8f")
                                                        .substring(2) + ", \"namespace\""))));
        answers.put(
                "/api/v1/pods?limit=500",
                list(
                        "",
                        List.of(
                                pod(
                                        "prometheus-server-5d8f-a",
                                        SPEC,
                                        owned("ReplicaSet", "prometheus-server-5d8f", "5d8f")),
                                pod(
                                        "prometheus-server-5d8f-b",
                                        SPEC,
                                        owned("ReplicaSet", "prometheus-server-5d8f", "5d8f")),
                                pod("patched-0", COMPLIANT, owned("StatefulSet", "patched", "")),
                                pod("alone-xyz", SPEC, owned("ReplicaSet", "alone", "")),
                                pod("node-1", SPEC, owned("DaemonSet", "node", "")),
                                pod("bare", SPEC, ""),
                                pod("done", SPEC, "")
                                        .replace("\"spec\"", "\"status\": {\"phase\": \"Succeeded\"}, \"spec\""))));
        Command live = live("-A");
        assertThat(live.err()).isEmpty();
        assertThat(live.exitCode()).isEqualTo(1);
        assertThat(live.out())
                .startsWith("""
                        127.0.0.1  Deployment monitoring/prometheus-server
                          PATCH     container p, reloader r
                                    + --web.enable-lifecycle
                                    + --storage.tsdb.wal-compression
                                    Note: this also opens POST /-/quit to all who reach the port.
                        127.0.0.1  StatefulSet monitoring/patched
                        """)
                .contains("127.0.0.1  Pod monitoring/prometheus-server-5d8f-b\n", "127.0.0.1  Pod monitoring/bare\n")
                .doesNotContain("patched-0", "Pod monitoring/done", "ReplicaSet monitoring/")
                .endsWith("""
                        To make the running pods anew, with the flags:
                          kubectl -n monitoring rollout restart deployment prometheus-server
                          kubectl -n monitoring delete pod alone-xyz
                          kubectl -n monitoring rollout restart daemonset node

                        7 Prometheus servers in 10 objects from the cluster: 7 to patch, 0 compliant, 0 blocked.
                        """);
    }

    private static String named(String name, String labels) {
        return "{\"metadata\": {\"name\": \"%s\", \"labels\": {\"kubernetes.io/metadata.name\": \"%s\"%s}}}"
                .formatted(name, name, labels);
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private void podsIn(String... namespaces) {
        answers.put(
                "/api/v1/pods?limit=500",
                list(
                        "",
                        List.of(namespaces).stream()
                                .map(namespace -> pod("in-" + namespace, SPEC, owned("DaemonSet", "d", ""))
                                        .replace("monitoring", namespace))
                                .toList()));
    }

    @Test
    void namespaces_whose_pods_never_reach_the_webhook_do_not_count() throws IOException {
        podsIn("monitoring", "team-a", "kube-system", "hot-reload");
        answers.put(REGISTRATION, refusal(404, "{}"));
        Command live = live("-A");
        assertThat(live.err()).isEmpty();
        assertThat(live.out())
                .contains("Pod monitoring/in-monitoring\n")
                .contains("\n  kubectl -n monitoring rollout restart daemonset d\n")
                .doesNotContain("in-team-a", "in-kube-system", "in-hot-reload", "kubectl -n team-a")
                .endsWith("4 Prometheus servers in 4 objects from the cluster: 1 to patch, 0 compliant, 0 blocked,"
                        + " 3 skipped.\n");
        assertThat(live("-A", "-v").out()).contains("Pod team-a/in-team-a\n  OFF ");
    }

    @Test
    void an_installed_registration_says_which_namespaces_it_is_for() throws IOException {
        podsIn("monitoring", "team-a");
        answers.put(
                "/api/v1/namespaces?labelSelector=prometheus%3Drequired%2Cprometheus%2Cprometheus%20in%20%28required%29"
                        + "%2C%21frozen",
                list("", List.of(named("team-a", ""))));
        answers.put(REGISTRATION, json("""
                {"kind": "MutatingWebhookConfiguration", "apiVersion": "admissionregistration.k8s.io/v1",
                 "metadata": {"name": "hot-reload"}, "webhooks": [
                 {"name": "other.hot-reload.dev"},
                 {"name": "pods.hot-reload.dev", "namespaceSelector": {
                  "matchLabels": {"prometheus": "required"},
                  "matchExpressions": [{"key": "prometheus", "operator": "Exists"},
                   {"key": "prometheus", "operator": "In", "values": ["required"]},
                   {"key": "frozen", "operator": "DoesNotExist"}]}}]}"""));
        assertThat(live("-A").out())
                .contains("Pod team-a/in-team-a\n", "2 Prometheus servers", "1 to patch", "1 skipped")
                .doesNotContain("in-monitoring");
    }

    @Test
    void who_may_not_read_namespaces_and_registration_is_told_what_is_assumed() throws IOException {
        podsIn("monitoring", "team-a", "kube-system");
        answers.put("/api/v1/namespaces?" + SELECTED, refusal(403, "{}"));
        answers.put(REGISTRATION, refusal(403, "{}"));
        Command live = live("-A");
        assertThat(live.err()).isEqualTo("""
                127.0.0.1: cannot read the registration: that is not allowed (403); it is assumed to be as in the manifests.
                127.0.0.1: cannot list namespaces: that is not allowed (403); those opted out by a label are reviewed too.
                """);
        assertThat(live.exitCode()).as("no error: all pods were reviewed").isEqualTo(1);
        assertThat(live.out()).contains("in-monitoring", "in-team-a").doesNotContain("in-kube-system");
    }

    @Test
    void one_namespace_is_asked_for_by_its_name() throws IOException {
        answers.put(
                "/api/v1/namespaces/team-a/pods?limit=500",
                list("", List.of(pod("one", SPEC, "").replace("monitoring", "team-a"))));
        String one = "/api/v1/namespaces?fieldSelector=metadata.name%3Dteam-a&" + SELECTED;
        answers.put(one, list("", List.of()));
        Command live = live("-n", "team-a");
        assertThat(live.exitCode()).isZero();
        assertThat(asked).contains(one);
    }

    @Test
    void where_the_mode_is_audit_a_restart_would_bring_no_flags() throws IOException {
        podsIn("monitoring");
        Path config = Files.writeString(folder.resolve("config.yaml"), "mode: audit\n");
        Command live = live("-A", "--config", config.toString());
        assertThat(live.out())
                .contains("Pod monitoring/in-monitoring\n  PATCH ", "(mode audit: nothing is changed)")
                .doesNotContain("rollout restart");
    }

    @Test
    void a_list_is_read_page_by_page() throws IOException {
        answers.put("/api/v1/pods?limit=500", list("a b", List.of(pod("one", SPEC, ""))));
        answers.put("/api/v1/pods?limit=500&continue=a+b", list("c", List.of(pod("two", SPEC, ""))));
        answers.put("/api/v1/pods?limit=500&continue=c", list("", List.of(pod("three", SPEC, ""))));
        Command live = live("-A");
        assertThat(live.out()).contains("Pod monitoring/one", "Pod monitoring/two", "Pod monitoring/three");
        assertThat(live.err()).isEmpty();
    }

    @Test
    void namespace_and_labels_choose_what_is_listed() throws IOException {
        live();
        assertThat(asked).hasSize(8).contains("/api/v1/namespaces/own/pods?limit=500");
        asked.clear();
        live("-n", "monitoring", "-l", "app=prometheus,tier!=test");
        assertThat(asked)
                .contains("/apis/batch/v1/namespaces/monitoring/cronjobs?limit=500"
                        + "&labelSelector=app%3Dprometheus%2Ctier%21%3Dtest");
    }

    @Test
    void what_may_not_be_listed_is_named_and_the_rest_goes_on() throws IOException {
        answers.put("/apis/apps/v1/namespaces/x/statefulsets?limit=500", refusal(403, "{}"));
        answers.put("/api/v1/namespaces/x/pods?limit=500", list("", List.of(pod("one", SPEC, ""))));
        Command live = live("-n", "x");
        assertThat(live.exitCode()).isEqualTo(2);
        assertThat(live.err())
                .isEqualTo("127.0.0.1: cannot list statefulsets in namespace x: that is not allowed (403);"
                        + " ask for the right to list them.\n");
        assertThat(live.out()).contains("Pod monitoring/one");
    }

    @Test
    void an_expired_token_is_exchanged_for_the_one_that_the_answer_brings() throws IOException {
        answers.put("/api/v1/pods?limit=500", list("old", List.of(pod("one", SPEC, ""))));
        answers.put("/api/v1/pods?limit=500&continue=old", refusal(410, "{\"continue\": \"fresh\"}"));
        answers.put("/api/v1/pods?limit=500&continue=fresh", list("", List.of(pod("two", SPEC, ""))));
        Command live = live("-A");
        assertThat(live.out()).contains("Pod monitoring/one", "Pod monitoring/two");
        assertThat(live.exitCode()).isEqualTo(1);
    }

    @Test
    void an_expired_token_without_another_begins_anew_and_tells_nothing_twice() throws IOException {
        answers.put("/api/v1/pods?limit=500", list("old", List.of(pod("one", SPEC, ""))));
        answers.put("/api/v1/pods?limit=500&continue=old", refusal(410, "{}"));
        Command live = live("-A");
        assertThat(live.out()).containsOnlyOnce("Pod monitoring/one");
        assertThat(live.err())
                .as("the token expires again, and again: that is said")
                .isEqualTo(
                        "127.0.0.1: cannot list pods in all namespaces after the first 1: the API server answers 410.\n");
        assertThat(live.exitCode()).isEqualTo(2);
    }

    @Test
    void a_lost_connection_is_said_and_the_rest_goes_on() throws IOException {
        answers.put(
                "/apis/apps/v1/daemonsets?limit=500",
                list("", List.of(workload("d", SPEC)))
                        .newBuilder()
                        .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                        .build());
        answers.put("/api/v1/pods?limit=500", list("", List.of(pod("one", SPEC, ""))));
        Command live = live("-A");
        assertThat(live.err())
                .startsWith("127.0.0.1: cannot list daemonsets in all namespaces: the connection was lost (");
        assertThat(live.out()).contains("Pod monitoring/one");
        assertThat(live.exitCode()).isEqualTo(2);
    }

    @Test
    void a_cluster_that_cannot_be_reached_or_does_not_know_us_is_asked_once() throws IOException {
        answers.put("/apis/apps/v1/deployments?limit=500", refusal(401, "{}"));
        Command unknown = live("-A");
        assertThat(unknown.err())
                .startsWith("127.0.0.1: the API server does not accept the credentials (401); log in again.\n");
        assertThat(asked).containsOnly("/apis/apps/v1/deployments?limit=500");
        server.close();
        Command gone = live("-A");
        assertThat(gone.err())
                .startsWith("127.0.0.1: the API server cannot be reached (ConnectException); is the context right?\n");
        assertThat(gone.exitCode()).isEqualTo(2);
    }

    @Test
    void bad_usage_is_2() throws IOException {
        assertThat(live("--context", "other").err())
                .isEqualTo("The kubeconfig has no context other; kubectl config get-contexts lists them.\n");
        assertThat(Command.run("review", "--live", "--kubeconfig", folder + "/none")
                        .err())
                .isEqualTo(folder + "/none: the kubeconfig cannot be read.\n");
        Path broken = Files.writeString(folder.resolve("broken"), "users: [{token: secret\n");
        Command unreadable = Command.run("review", "--live", "--kubeconfig", broken.toString());
        assertThat(unreadable.err()).startsWith("The kubeconfig ").doesNotContain("secret");
        assertThat(unreadable.exitCode()).isEqualTo(2);
        assertThat(live("file.yaml").err()).startsWith("Give either paths (- for the standard input) or --live.");
        assertThat(live("-o", "diff").err()).startsWith("A cluster has no files to diff; use -o patch or -o html.");
    }
}
