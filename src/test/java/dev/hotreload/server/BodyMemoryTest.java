package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import dev.hotreload.server.jetty.BodyMemory;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies share a heap of 64 MiB: one large review at a time, and about 4 MiB of large bodies that arrive. */
class BodyMemoryTest {

    private static final Function<byte[], AdmissionResult> REVIEW =
            AdmissionHandler.ofPods(() -> Policy.DEFAULT)::handle;
    private static final int LARGE = 6_900_000;

    private static byte[] large() {
        byte[] body = new byte[LARGE];
        java.util.Arrays.fill(body, (byte) ' ');
        return body;
    }

    @Test
    void forty_large_bodies_at_once_are_all_answered_and_none_sees_a_reset() throws Exception {
        try (TestListener listener = TestListener.start(REVIEW, new BodyMemory(64 << 20))) {
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                // A client of its own each: one client would share connections.
                HttpClient client = TestServer.client(TestServer.trustingContext(new KeyManager[0]));
                responses.add(client.sendAsync(listener.request(large()), HttpResponse.BodyHandlers.ofString()));
            }
            int refused = 0;
            for (CompletableFuture<HttpResponse<String>> response : responses) {
                if (response.get().statusCode() == 503) {
                    AdmissionEndpointTest.assertSentElsewhere(response.get());
                    refused++;
                } else {
                    assertThat(response.get().statusCode())
                            .as("it is not a review")
                            .isEqualTo(400);
                }
            }
            assertThat(refused).isBetween(1, 39);
            assertThat(listener.send(large()).statusCode())
                    .as("all memory was given back")
                    .isEqualTo(400);
        }
    }

    @Test
    void while_large_bodies_fill_the_memory_small_ones_are_reviewed() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        Function<byte[], AdmissionResult> slow = body -> {
            if (body.length == LARGE) {
                entered.incrementAndGet();
                awaitUninterruptibly(release);
            }
            return REVIEW.apply(body);
        };
        try (TestListener listener = TestListener.start(slow, new BodyMemory(64 << 20))) {
            CompletableFuture<HttpResponse<String>> first =
                    listener.client.sendAsync(listener.request(large()), HttpResponse.BodyHandlers.ofString());
            await().until(() -> entered.get() == 1);

            AdmissionEndpointTest.assertSentElsewhere(listener.send(large()));
            assertThat(listener.send().statusCode()).isEqualTo(200);
            release.countDown();
            assertThat(first.get().statusCode()).isEqualTo(400);
            assertThat(listener.send(large()).statusCode()).isEqualTo(400);
        }
    }

    /** A client that has the answer before it has sent its body continues to send, and must not see a reset. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_refused_body_is_read_to_its_end_and_dropped(String protocol) throws Exception {
        try (TestListener listener = TestListener.start(REVIEW, new BodyMemory(64 << 20));
                SSLSocket socket = (SSLSocket) TestServer.trustingContext(new KeyManager[0])
                        .getSocketFactory()
                        .createSocket("127.0.0.1", listener.port());
                SSLSocket other = (SSLSocket) TestServer.trustingContext(new KeyManager[0])
                        .getSocketFactory()
                        .createSocket("127.0.0.1", listener.port())) {
            String head = "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + LARGE + "\r\n\r\n";
            socket.setEnabledProtocols(new String[] {protocol});
            // Fills the memory of arriving bodies.
            other.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            other.getOutputStream().write(large(), 0, LARGE - 1);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(large(), 0, LARGE / 2);
            socket.getOutputStream().write(large(), 0, LARGE - LARGE / 2);
            assertThat(HttpAnswersTest.head(socket))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1\r\n", "Connection: close\r\n");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
