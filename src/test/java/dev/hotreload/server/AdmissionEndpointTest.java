package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.decision.Policy;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.tls.SelfSignedCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only shows when a review takes long or fails: the listener with a handler of the test's own. */
class AdmissionEndpointTest {

    private final Lifecycle lifecycle = new Lifecycle();
    private final Metrics metrics = new Metrics("test");
    private final Failures failures = new Failures(metrics, new HeapGuard());
    private final HttpClient client = TestServer.client(TestServer.trustingContext(new KeyManager[0]));

    @SuppressWarnings("NullAway.Init") // each test starts it
    private WebhookListener listener;

    private HttpRequest start(Supplier<Policy> policy, int inFlight) throws Exception {
        Limits base = Limits.DEFAULT;
        ServerOptions options = TestServer.with(
                new Limits(base.headerBytes(), base.bodyBytes(), inFlight, base.connections(), base.timeouts()));
        AdmissionEndpoint endpoint = new AdmissionEndpoint(lifecycle, metrics, failures, inFlight, "");
        listener = new WebhookListener(
                options,
                new ServingTls(options, SelfSignedCertificate.create("x"), metrics, Clock.systemUTC()),
                endpoint,
                Map.of("/mutate", new AdmissionHandler(policy)::handle),
                metrics,
                failures);
        listener.start();
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port() + "/mutate"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(Reviews.EXAMPLE)))
                .build();
    }

    @AfterEach
    void end() {
        listener.stop();
    }

    @Test
    void an_internal_error_is_500_without_a_word_of_the_object() throws Exception {
        HttpRequest request = start(
                () -> {
                    throw new IllegalStateException("secret");
                },
                4);
        HttpResponse<String> response = TestServer.send(client, request);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret").contains("internal error");
    }

    @Test
    void at_the_limit_the_client_is_sent_to_another_replica_and_room_is_given_back() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        HttpRequest request = start(
                () -> {
                    entered.incrementAndGet();
                    awaitUninterruptibly(release);
                    return Policy.DEFAULT;
                },
                2);
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        CompletableFuture<HttpResponse<String>> second =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        await().until(() -> entered.get() == 2);

        HttpResponse<String> third = TestServer.send(client, request);

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(third.headers().firstValue("Connection")).contains("close");
        release.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(second.get().statusCode()).isEqualTo(200);
        assertThat(TestServer.send(client, request).statusCode()).isEqualTo(200);
    }

    @Test
    void while_draining_answers_close_their_connection_and_then_send_to_another_replica() throws Exception {
        HttpRequest request = start(() -> Policy.DEFAULT, 4);
        lifecycle.enter(Lifecycle.Stage.DRAINING);
        HttpResponse<String> draining = TestServer.send(client, request);
        assertThat(draining.statusCode()).isEqualTo(200);
        assertThat(draining.headers().firstValue("Connection")).contains("close");

        lifecycle.enter(Lifecycle.Stage.CLOSING);
        HttpResponse<String> closing = TestServer.send(client, request);
        assertThat(closing.statusCode()).isEqualTo(503);
        assertThat(closing.headers().firstValue("Retry-After")).contains("1");
        assertThat(closing.headers().firstValue("Connection")).contains("close");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
