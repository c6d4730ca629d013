package dev.hotreload.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.cluster.ApiServer;
import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a pod was not patched, when failurePolicy Ignore hides it: the API server is asked to reach the Service. */
class WebhookCallsTest {

    private static final String UNPATCHED = "a pod with a reloader does not get --web.enable-lifecycle";

    private final MockWebServer server = new MockWebServer();
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static MockResponse answer(int code, String body) {
        return new MockResponse.Builder().code(code).body(body).build();
    }

    private static MockResponse status(int code, String message) {
        return answer(code, "{\"kind\": \"Status\", \"message\": \"" + message + "\", \"code\": " + code + "}");
    }

    private String why(Platform platform, MockResponse answer) {
        return why(platform, answer, Duration.ofSeconds(20));
    }

    private String why(Platform platform, MockResponse answer, Duration timeout) {
        server.enqueue(answer);
        return new WebhookCalls(
                        new ApiServer(client, timeout), InstallationNames.DEFAULT.in("webhooks"), () -> platform)
                .whyUnpatched(UNPATCHED)
                .fold(passed -> "ok", failed -> failed.seen() + " | " + failed.todo());
    }

    @Test
    void the_service_is_asked_for_through_the_api_server() throws Exception {
        assertThat(why(Platform.OTHER, status(503, "no endpoints available for service \\\"https:hot-reload:\\\"")))
                .isEqualTo("the API server cannot call the webhook, the Service has no ready replica: no endpoints"
                        + " available for service \"https:hot-reload:\" | Compare the Service's selector with the labels"
                        + " of the pods, and see whether they are ready.");
        RecordedRequest asked = server.takeRequest();
        assertThat(asked.getMethod()).isEqualTo("GET");
        assertThat(asked.getTarget()).isEqualTo("/api/v1/namespaces/webhooks/services/https:hot-reload:443/proxy/");
    }

    @Test
    void refused_and_no_answer_come_with_the_trap_of_the_platform() {
        String refused = "error trying to reach service: dial tcp 10.1.2.3:10250: connect: connection refused";
        assertThat(why(Platform.OTHER, status(503, refused)))
                .startsWith("the API server cannot call the webhook, nothing listens where the API server calls: "
                        + refused + " | Compare the Service's targetPort");
        assertThat(why(Platform.FARGATE, status(503, refused)))
                .contains(" | Set platform=fargate (helm --set, or the component manifests/components/fargate): on"
                        + " Fargate port 10250 of a pod is the kubelet's. Otherwise: Compare");
        String timeout = "error trying to reach service: dial tcp 10.1.2.3:10250: i/o timeout";
        assertThat(why(Platform.EKS_OVERLAY, status(503, timeout)))
                .startsWith(
                        "the API server cannot call the webhook, the replicas do not answer the API server in time: "
                                + timeout + " | Set platform=eks-overlay-cni (");
    }

    @Test
    void an_api_server_that_waits_longer_than_we_do_has_no_answer_either() {
        assertThat(why(
                        Platform.EKS_OVERLAY,
                        new MockResponse.Builder()
                                .onResponseStart(SocketEffect.Stall.INSTANCE)
                                .build(),
                        Duration.ofMillis(500)))
                .startsWith(
                        "the API server cannot call the webhook, the replicas do not answer the API server in time: ")
                .contains("Set platform=eks-overlay-cni (");
    }

    @Test
    void a_webhook_that_answers_was_reached() {
        for (int code : new int[] {200, 404, 405, 503}) {
            assertThat(why(Platform.EKS_OVERLAY, answer(code, code == 200 ? "{}" : "{\"message\": \"not a Status\"}")))
                    .startsWith(UNPATCHED + " | The API server reaches the webhook, so that it does not trust");
        }
    }

    @Test
    void without_the_right_to_ask_it_says_what_is_missing() {
        assertThat(why(Platform.OTHER, status(403, "services is forbidden: User cannot get resource services/proxy")))
                .startsWith(UNPATCHED + " | The API server could not call the webhook, or does not call it")
                .endsWith("use an account that may get services/proxy in webhooks.");
    }

    @Test
    void with_failure_policy_fail_the_answer_says_it_all() {
        WebhookCalls calls = new WebhookCalls(
                new ApiServer(client, Duration.ofSeconds(1)), InstallationNames.DEFAULT, () -> Platform.OTHER);
        String failed = "Internal error occurred: failed calling webhook \"%s\": failed to call webhook: Post"
                + " \"https://h/\": x509: certificate signed by unknown authority";
        assertThat(calls.refused(failed.formatted("pods.hot-reload.dev")))
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        step -> assertThat(step.seen())
                                .startsWith("the API server cannot call the webhook, the API server does not trust the"
                                        + " serving certificate: Internal error"));
        assertThat(calls.refused(failed.formatted("istio")))
                .isInstanceOfSatisfying(
                        Step.Failed.class,
                        step -> assertThat(step.seen()).startsWith("the API server cannot call another webhook: "));
        assertThat(server.getRequestCount()).isZero();
    }
}
