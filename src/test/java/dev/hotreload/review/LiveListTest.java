package dev.hotreload.review;

import static dev.hotreload.review.MockApiServer.json;
import static dev.hotreload.review.MockApiServer.list;
import static dev.hotreload.review.MockApiServer.pod;
import static dev.hotreload.review.MockApiServer.refusal;
import static dev.hotreload.review.MockApiServer.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a live cluster is listed: pages, refusals, expired tokens, lost connections, and servers that mean harm. */
class LiveListTest {

    private static final String FIRST = "/apis/apps/v1/deployments?limit=500";
    private static final String DAEMON_SETS = "/apis/apps/v1/daemonsets?limit=500";
    private static final String PODS = "/api/v1/pods?limit=500";

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
    void a_list_is_read_page_by_page() {
        cluster.answer(PODS, list("a b", pod("one")));
        cluster.answer(PODS + "&continue=a+b", list("c", pod("two")));
        cluster.answer(PODS + "&continue=c", list("", pod("three")));
        Command live = cluster.review("-A");
        assertThat(live.out()).contains("Pod monitoring/one", "Pod monitoring/two", "Pod monitoring/three");
        assertThat(live.err()).isEmpty();
    }

    @Test
    void namespace_and_labels_select_what_is_listed() {
        cluster.review();
        assertThat(cluster.asked()).hasSize(8).contains("/api/v1/namespaces/own/pods?limit=500");
        cluster.review("-n", "monitoring", "-l", "app=prometheus,tier!=test");
        assertThat(cluster.asked())
                .contains("/apis/batch/v1/namespaces/monitoring/cronjobs?limit=500"
                        + "&labelSelector=app%3Dprometheus%2Ctier%21%3Dtest");
    }

    @Test
    void a_resource_that_may_not_be_listed_is_named_and_the_others_are_listed() {
        cluster.answer("/apis/apps/v1/namespaces/x/statefulsets?limit=500", refusal(403, ""));
        cluster.answer("/api/v1/namespaces/x/pods?limit=500", list("", pod("one")));
        Command live = cluster.review("-n", "x");
        assertThat(live.exitCode()).isEqualTo(2);
        assertThat(live.err())
                .isEqualTo(cluster.named() + ": cannot list statefulsets in namespace x: that is not allowed (403);"
                        + " ask for the right to list them.\n");
        assertThat(live.out()).contains("Pod monitoring/one");
    }

    @Test
    void an_expired_token_is_replaced_by_the_one_in_the_answer() {
        cluster.answer(PODS, list("old", pod("one")));
        cluster.answer(PODS + "&continue=old", refusal(410, "fresh"));
        cluster.answer(PODS + "&continue=fresh", list("", pod("two")));
        Command live = cluster.review("-A");
        assertThat(live.out()).contains("Pod monitoring/one", "Pod monitoring/two");
        assertThat(live.exitCode()).isEqualTo(1);
    }

    @Test
    void after_an_expired_token_the_list_starts_again_and_reports_nothing_twice() {
        cluster.answer(PODS, list("old", pod("one")));
        cluster.answer(PODS + "&continue=old", refusal(410, ""));
        Command live = cluster.review("-A");
        assertThat(live.out()).containsOnlyOnce("Pod monitoring/one");
        assertThat(live.err())
                .as("the token expires again and again")
                .isEqualTo(
                        cluster.named() + ": cannot list pods in all namespaces after the first 1: it answers 410. Try"
                                + " again; if that does not help, the API server's log has the reason.\n");
        assertThat(live.exitCode()).isEqualTo(2);
    }

    @Test
    void a_lost_connection_is_reported_and_the_others_are_listed() {
        cluster.answer(
                DAEMON_SETS,
                list("", workload("d"))
                        .newBuilder()
                        .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                        .build());
        cluster.answer(PODS, list("", pod("one")));
        Command live = cluster.review("-A");
        assertThat(live.err())
                .isEqualTo(cluster.named() + ": cannot list daemonsets in all namespaces: the connection was lost.\n");
        assertThat(live.out()).contains("Pod monitoring/one");
        assertThat(live.exitCode()).isEqualTo(2);
    }

    @Test
    void an_api_server_that_rejects_the_credentials_is_asked_once() {
        cluster.answer(FIRST, refusal(401, ""));
        Command unknown = cluster.review("-A");
        assertThat(unknown.err())
                .startsWith(cluster.named()
                        + ": does not accept the credentials (401). Log in again, or choose another context with"
                        + " --context.\n");
        assertThat(cluster.asked()).containsOnly(FIRST);
    }

    @Test
    void an_api_server_that_cannot_be_reached_is_reported_with_address_context_cause_and_advice() {
        cluster.close();
        Command gone = cluster.review("-A");
        assertThat(gone.err())
                .isEqualTo(cluster.named() + ": cannot be reached: connection refused."
                        + " Check that the cluster runs, and that the context is the right one.\n");
        assertThat(gone.exitCode()).isEqualTo(2);
    }

    @Test
    void an_api_server_that_fails_for_all_lists_is_named_once_with_its_own_words() {
        for (String list : List.of(
                "/apis/apps/v1/deployments",
                "/apis/apps/v1/statefulsets",
                "/apis/apps/v1/daemonsets",
                "/apis/apps/v1/replicasets",
                "/api/v1/replicationcontrollers",
                "/apis/batch/v1/cronjobs",
                "/apis/batch/v1/jobs")) {
            cluster.answer(
                    list + "?limit=500",
                    json("{\"kind\": \"Status\", \"message\": \"etcd is down.\"}")
                            .newBuilder()
                            .code(500)
                            .build());
        }
        cluster.answer(PODS, list("", pod("one")));
        Command live = cluster.review("-A");
        assertThat(live.err())
                .isEqualTo(cluster.named() + ": cannot list deployments, statefulsets, daemonsets, replicasets,"
                        + " replicationcontrollers, cronjobs, jobs in all namespaces: it answers 500: etcd is down. Try"
                        + " again; if that does not help, the API server's log has the reason.\n");
        assertThat(live.out()).startsWith("Pod monitoring/one\n");
        assertThat(live.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: x", "Location: /elsewhere", "Location: http://127.0.0.1:1/", "Location: :"})
    void a_redirect_is_not_an_api_server_wherever_it_leads(String header) {
        cluster.answer(
                FIRST, new MockResponse.Builder().code(302).addHeader(header).build());
        Command live = cluster.review("-A");
        assertThat(live.err())
                .isEqualTo(cluster.named() + ": answers 302 to /apis/apps/v1, a redirect: not a Kubernetes API server."
                        + " Check that the address is the API server's own, and not a proxy's.\n");
        assertThat(cluster.asked()).hasSize(1);
    }

    @Test
    void a_server_that_is_not_an_api_server_is_asked_once_and_named() {
        cluster.answer(FIRST, refusal(404, ""));
        Command other = cluster.review("-A");
        assertThat(other.err())
                .isEqualTo(cluster.named() + ": answers 404 to /apis/apps/v1: not a Kubernetes API server."
                        + " Check the server's address in the kubeconfig.\n");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(cluster.asked()).hasSize(1);
        cluster.answer(
                FIRST, new MockResponse.Builder().body("<html>log in</html>").build());
        assertThat(cluster.review("-A").err())
                .startsWith(cluster.named() + ": does not answer as an API server does. ");
        cluster.answer(FIRST, json("{\"kind\": \"Pod\"}"));
        assertThat(cluster.review("-A").err())
                .as("JSON, but not a list")
                .startsWith(cluster.named() + ": does not answer as an API server does. ");
    }

    @Test
    void an_api_server_that_never_answers_is_given_up() {
        cluster.answer(
                FIRST,
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        Command silent = cluster.review("-A", "--request-timeout", "500ms");
        assertThat(silent.err()).contains(": cannot be reached: no answer within 500 ms. ");
        assertThat(silent.exitCode()).isEqualTo(2);
    }

    @Test
    void a_list_that_stops_in_the_middle_is_given_up_and_the_others_are_listed() {
        cluster.answer(
                DAEMON_SETS,
                list("", workload("d"))
                        .newBuilder()
                        .onResponseBody(SocketEffect.Stall.INSTANCE)
                        .build());
        cluster.answer(PODS, list("", pod("one")));
        Command live = cluster.review("-A", "--request-timeout", "1s");
        assertThat(live.err()).contains("cannot list daemonsets in all namespaces: no answer within 1 s.\n");
        assertThat(live.out()).contains("Pod monitoring/one");
    }

    @Test
    void the_same_page_again_and_again_is_given_up() {
        cluster.answer(PODS, list("again", pod("one")));
        cluster.answer(PODS + "&continue=again", list("again", pod("one")));
        Command live = cluster.review("-A");
        assertThat(live.out()).containsOnlyOnce("Pod monitoring/one");
        assertThat(live.err()).contains("cannot list pods in all namespaces after the first 1: ");
        assertThat(live.exitCode()).isEqualTo(2);
    }

    @Test
    void an_object_that_is_nested_too_deeply_is_given_up_and_the_others_are_listed() {
        cluster.answer(DAEMON_SETS, json("{\"items\": [" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "]}"));
        cluster.answer(PODS, list("", pod("one")));
        Command live = cluster.review("-A");
        assertThat(live.err())
                .contains("cannot list daemonsets in all namespaces: ")
                .doesNotContain("internal error");
        assertThat(live.out()).contains("Pod monitoring/one");
    }

    @Test
    void what_cannot_be_meant_is_bad_usage() {
        Command context = cluster.review("--context", "other");
        assertThat(context.err())
                .isEqualTo("The kubeconfig " + folder
                        + "/config has no context other; kubectl config get-contexts lists them.\n");
        assertThat(cluster.review("--context", "tes").err()).endsWith(" lists them. Did you mean test?\n");
        assertThat(context.exitCode()).isEqualTo(2);
        assertThat(Command.run("review", "--live", "--kubeconfig", folder + "/none")
                        .err())
                .isEqualTo(folder + "/none: the kubeconfig cannot be read: no such file.\n");
        assertThat(cluster.review("file.yaml").err())
                .startsWith("Give either paths (- for the standard input) or --live.");
        assertThat(cluster.review("-o", "diff").err())
                .startsWith("A cluster has no files to diff; use -o patch or -o html.");
    }
}
