package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What check and version say about an API server that does not answer as it should, and about what it answers. */
class CheckCommandTest {

    @SuppressWarnings("InlineFormatString") // JSON reads better apart
    private static final String ALLOWED =
            "{\"apiVersion\": \"authorization.k8s.io/v1\", \"kind\": \"SelfSubjectAccessReview\", \"spec\": {},"
                    + " \"status\": {\"allowed\": %s}}";

    private static final String LIST =
            "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"metadata\": {}, \"items\": [%s]}";
    private static final String DEPLOYMENT = """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "hot-reload", "generation": 1},
             "spec": {"replicas": 2, "template": {"spec": {"containers": [
               {"name": "hot-reload", "image": "registry:5000/hot-reload:0.1.0@sha256:abc"}]}}},
             "status": {"readyReplicas": 2, "updatedReplicas": 2, "observedGeneration": 1}}""";

    @TempDir
    Path folder;

    private MockCluster cluster;

    @BeforeEach
    void start() {
        cluster = new MockCluster(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void assertUnreachable(Command run, String seen, String advice) {
        assertThat(run.out()).isEqualTo("FAILED  " + seen + ".\n        " + advice + "\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
        Command version = cluster.run("version", "--live", "--request-timeout=500ms");
        assertThat(version.err()).isEqualTo(seen + ". " + advice + "\n");
        assertThat(version.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            401 | Unauthorized | does not accept the credentials (401) | Log in again, or choose another context with --context.
            403 | forbidden: User "x" cannot get path "/version" | answers 403 to /version: forbidden: User "x" cannot get path "/version" | Use an account with the right that is missing, or ask for it.
            404 | not here | answers 404 to /version: not a Kubernetes API server | Check the server's address in the kubeconfig.
            503 | starting. | answers 503 to /version: starting | It is overloaded or starting: try again.
            302 | moved | answers 302 to /version, a redirect: not a Kubernetes API server | Check that the address is the API server's own, and not a proxy's.
            500 | bad | answers 500 to /version: bad | Try again; if that does not help, the API server's log has the reason.
            """)
    void an_answer_that_is_not_a_version_is_named_with_advice_that_fits(
            int code, String message, String seen, String advice) {
        cluster.answer("/version", MockCluster.status(code, message));
        assertUnreachable(cluster.run("check"), cluster.named() + " " + seen, advice);
    }

    @Test
    void an_api_server_that_refuses_the_connection_is_named_with_address_context_and_file() {
        cluster.close();
        assertUnreachable(
                cluster.run("check"),
                cluster.named() + " cannot be reached: connection refused",
                "Check that the cluster runs, and that the context is the right one.");
    }

    @Test
    void an_api_server_that_never_answers_is_given_up_in_time() {
        cluster.answer(
                "/version",
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        assertUnreachable(
                cluster.run("check", "--request-timeout=500ms"),
                cluster.named() + " cannot be reached: no answer within 500 ms",
                "Check the network and the context, or give it more with --request-timeout.");
    }

    @Test
    void a_page_for_people_and_json_of_something_else_are_not_an_api_server() {
        cluster.answer("/version", MockCluster.json(200, "<html>log in</html>"));
        assertUnreachable(
                cluster.run("check"),
                cluster.named() + " does not answer as an API server does",
                "Check that the address is the API server's own, and not a proxy's.");
        cluster.answer("/version", "{}");
        assertUnreachable(
                cluster.run("check"),
                cluster.named() + " answers /version without a version: not a Kubernetes API server",
                "Check the server's address in the kubeconfig.");
    }

    @Test
    void words_of_an_api_server_steer_no_terminal_and_are_bounded() {
        cluster.answer("/version", MockCluster.status(500, "\u001B[2J" + "x".repeat(100_000)));
        Command run = cluster.run("check");
        assertThat(run.out()).contains(": ?[2Jxxx").doesNotContain("\u001B").hasSizeLessThan(1200);
    }

    @Test
    void a_missing_right_in_a_later_step_is_named() {
        cluster.version("v1.36.3")
                .answer(
                        "/apis/admissionregistration.k8s.io",
                        MockCluster.status(
                                403,
                                "mutatingwebhookconfigurations is forbidden: User \"u\" cannot get resource"
                                        + " \"mutatingwebhookconfigurations\""));
        Command run = cluster.run("check");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("ok      API server v1.36.3 at " + cluster.named() + "\nFAILED  " + cluster.named()
                        + " answers 403 to this step: mutatingwebhookconfigurations is forbidden: User \"u\" cannot get"
                        + " resource \"mutatingwebhookconfigurations\".\n        Use an account with the right that is"
                        + " missing, or ask for it.\n");
    }

    @Test
    void for_programs_the_steps_are_json_and_colours_are_for_people() throws Exception {
        cluster.version("v1.36.3");
        Command run = cluster.run("check", "-o", "json", "--color=always");
        JsonNode document = ManifestFixtures.JSON.readTree(run.out());
        assertThat(document.at("/version").asText()).isEqualTo(BuildVersion.number());
        assertThat(document.at("/exitCode").asInt()).isEqualTo(run.exitCode()).isEqualTo(1);
        assertThat(document.at("/steps/0/step").asText()).isEqualTo("apiServer");
        assertThat(document.at("/steps/0/status").asText()).isEqualTo("ok");
        assertThat(document.at("/steps/1/step").asText()).isEqualTo("registration");
        assertThat(document.at("/steps/1/status").asText()).isEqualTo("failed");
        assertThat(document.at("/steps/1/action").asText()).startsWith("Install the webhook: ");
        assertThat(run.out()).doesNotContain("\u001B");
        Command coloured = cluster.run("check", "--color=always");
        assertThat(coloured.out())
                .startsWith("\u001B[32mok\u001B[0m      API server")
                .contains("\u001B[1;31mFAILED");
    }

    private void mayInstall(boolean allowed) {
        cluster.answer("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", ALLOWED.formatted(allowed));
        cluster.answer("/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations", LIST.formatted(""));
    }

    @Test
    void before_an_installation_all_steps_are_taken() {
        cluster.version("v1.27.3");
        mayInstall(false);
        Command run = cluster.run("check", "--pre");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED  Kubernetes 1.27 does not know matchConditions, which 1.28 brought.\n")
                .contains("FAILED  rights to install are missing: create serviceaccounts in hot-reload,"
                        + " patch serviceaccounts in hot-reload, ")
                .contains(", patch mutatingwebhookconfigurations.\n")
                .contains("ok      no other registration of this webhook is in the way\n")
                .endsWith("ok      the cluster looks like none of the platforms that need a setting\n");
    }

    private static String node(String label, String value) {
        return LIST.formatted("{\"metadata\": {\"name\": \"n\", \"labels\": {\"" + label + "\": \"" + value + "\"}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.30.4-eks-a737599, /apis/apps/v1/namespaces/kube-system/daemonsets, calico-node, platform=eks-overlay-cni",
        "v1.30.4-eks-a737599, /apis/apps/v1/namespaces/kube-system/daemonsets, aws-node, 'looks like EKS, which needs no setting'",
        "v1.30.4-eks-a737599, '', '', 'looks like EKS, which needs no setting'",
        "v1.30.5-gke.1014001, '', '', 'looks like GKE, which needs no setting'",
    })
    void before_an_installation_the_platform_is_named(String version, String path, String name, String said) {
        cluster.version(version);
        mayInstall(true);
        if (!path.isEmpty()) {
            cluster.answer(path, LIST.formatted("{\"metadata\": {\"name\": \"" + name + "\"}}"));
        }
        Command run = cluster.run("check", "--pre");
        assertThat(run.out()).contains(said);
        assertThat(run.exitCode()).as(run.out()).isZero();
    }

    @Test
    void fargate_aks_and_openshift_are_seen_at_their_nodes_and_api_groups() {
        mayInstall(true);
        cluster.version("v1.30.4-eks-a737599")
                .answer("/api/v1/nodes", node("eks.amazonaws.com/compute-type", "fargate"));
        assertThat(cluster.run("check", "--pre").out()).contains("Set platform=fargate (");
        cluster.version("v1.30.4").answer("/api/v1/nodes", node("kubernetes.azure.com/cluster", "c"));
        assertThat(cluster.run("check", "--pre").out()).contains("Set platform=aks (");
        cluster.answer("/api/v1/nodes", LIST.formatted(""))
                .answer("/apis", "{\"kind\": \"APIGroupList\", \"groups\": [{\"name\": \"config.openshift.io\"}]}");
        mayInstall(true);
        assertThat(cluster.run("check", "--pre").out()).contains("Set platform=openshift (");
    }

    @Test
    void version_names_client_webhook_and_api_server() throws Exception {
        cluster.version("v1.36.3").answer("/apis/apps/v1/namespaces/hot-reload/deployments/hot-reload", DEPLOYMENT);
        Command text = cluster.run("version", "--live");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .isEqualTo("hot-reload " + BuildVersion.number()
                        + "\nwebhook 0.1.0 (2 of 2 replicas are ready, namespace hot-reload)\nAPI server v1.36.3\n");
        JsonNode json = ManifestFixtures.JSON.readTree(
                cluster.run("version", "--live", "-o", "json").out());
        assertThat(json.at("/client/version").asText()).isEqualTo(BuildVersion.number());
        assertThat(json.at("/webhook/version").asText()).isEqualTo("0.1.0");
        assertThat(json.at("/webhook/readyReplicas").asInt()).isEqualTo(2);
        assertThat(json.at("/apiServer/version").asText()).isEqualTo("v1.36.3");
        Command elsewhere = cluster.run("version", "--live", "-n", "other");
        assertThat(elsewhere.exitCode()).isEqualTo(1);
        assertThat(elsewhere.err())
                .isEqualTo(
                        "there is no Deployment hot-reload in namespace other. Install it, or name its namespace with"
                                + " -n.\n");
        assertThat(elsewhere.out()).endsWith("API server v1.36.3\n");
    }
}
