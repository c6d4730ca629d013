package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.decision.Policy;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only shows when a review takes long or fails. */
class AdmissionEndpointTest {

    private static TestListener start(Supplier<Policy> policy, int inFlight) throws Exception {
        return TestListener.start(AdmissionHandler.ofPods(policy)::handle, inFlight);
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("secret"),
                new StackOverflowError("secret"),
                new OutOfMemoryError("secret"),
                new NoClassDefFoundError("secret"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatever_a_review_throws_is_500_without_a_word_of_the_object_and_the_next_one_is_reviewed(Throwable failure)
            throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        try (TestListener listener = start(
                () -> {
                    if (!failed.getAndSet(true)) {
                        AdmissionEndpointTest.<RuntimeException>sneakyThrow(failure);
                    }
                    return Policy.DEFAULT;
                },
                4)) {
            HttpResponse<String> response = listener.send();
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("""
                    {"error":"internal error; the log of the webhook has a line with the uid of the request"}
                    """);
            assertThat(listener.count("hot_reload_errors", "kind", "internal")).isEqualTo(1);
            assertThat(listener.count("hot_reload_unexpected_failures", "where", "request"))
                    .isEqualTo(1);
            assertThat(listener.send().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void at_the_limit_the_client_is_sent_to_another_replica_and_room_is_given_back() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        try (TestListener listener = start(
                () -> {
                    entered.incrementAndGet();
                    awaitUninterruptibly(release);
                    return Policy.DEFAULT;
                },
                2)) {
            List<CompletableFuture<HttpResponse<String>>> both = List.of(sendAsync(listener), sendAsync(listener));
            await().until(() -> entered.get() == 2);

            assertSentElsewhere(listener.send());
            release.countDown();
            for (CompletableFuture<HttpResponse<String>> response : both) {
                assertThat(response.get().statusCode()).isEqualTo(200);
            }
            assertThat(listener.send().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void while_draining_answers_close_their_connection_and_then_send_to_another_replica() throws Exception {
        try (TestListener listener = start(() -> Policy.DEFAULT, 4)) {
            listener.lifecycle.enter(Lifecycle.Stage.DRAINING);
            HttpResponse<String> draining = listener.send();
            assertThat(draining.statusCode()).isEqualTo(200);
            assertThat(draining.headers().firstValue("Connection")).contains("close");

            listener.lifecycle.enter(Lifecycle.Stage.CLOSING);
            assertSentElsewhere(listener.send());
        }
    }

    static void assertSentElsewhere(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.headers().firstValue("Connection")).contains("close");
    }

    private static CompletableFuture<HttpResponse<String>> sendAsync(TestListener listener) {
        return listener.client.sendAsync(
                listener.request(TestListener.example()), HttpResponse.BodyHandlers.ofString());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneakyThrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
