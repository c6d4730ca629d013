package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.server.jetty.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/**
 * Clients that send requests in advance and never read a response: they hold no thread, and not for ever a connection.
 */
class NonReadingClientsTest {

    private static final Limits.Timeouts PATIENT =
            new Limits.Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));

    private static final int HOGS = 320;
    private static final int REVIEWS_OF_EACH = 20;

    private static ServerOptions patient(int connections) {
        return TestServer.with(new Limits(8 << 10, 7 << 20, 256, connections, PATIENT));
    }

    /** Writes until the server reads no more, because its response cannot be written, or has closed the connection. */
    private static SocketChannel stuffed(int port) throws Exception {
        SocketChannel channel = SocketChannel.open();
        channel.socket().setReceiveBufferSize(4_096);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        ByteBuffer requests = ByteBuffer.wrap(
                "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        AtomicLong lastProgress = new AtomicLong(System.nanoTime());
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            if (!requests.hasRemaining()) {
                requests.rewind();
            }
            try {
                if (channel.write(requests) > 0) {
                    lastProgress.set(System.nanoTime());
                }
            } catch (IOException e) {
                return true;
            }
            return System.nanoTime() - lastProgress.get() > 300_000_000L;
        });
        return channel;
    }

    @Test
    void twelve_that_ask_for_metrics_do_not_silence_health() throws Exception {
        List<SocketChannel> hogs = new ArrayList<>();
        try (TestServer server = TestServer.start(patient(200))) {
            for (int i = 0; i < 12; i++) {
                hogs.add(stuffed(server.server().managementPort()));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(get(server, "/livez").body()).isEqualTo("ok\n");
                assertThat(get(server, "/readyz").body()).isEqualTo("ok\n");
            }
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
            close(hogs);
        }
    }

    private static HttpResponse<String> get(TestServer server, String path) {
        return server.send(HttpRequest.newBuilder(server.management(path))
                .timeout(Duration.ofSeconds(5))
                .build());
    }

    /** More than the threads of the port; each asks for more bytes than all buffers on the way of a response hold. */
    @Test
    void three_hundred_and_twenty_that_send_reviews_do_not_keep_good_callers_waiting() throws Exception {
        byte[] requests = requestsWithLargeResponses();
        ExecutorService senders = Executors.newFixedThreadPool(HOGS);
        List<SSLSocket> hogs = new ArrayList<>();
        try (TestServer server = TestServer.start(patient(1_000))) {
            for (int i = 0; i < HOGS; i++) {
                SSLSocket hog = server.connect(4_096);
                hogs.add(hog);
                senders.execute(() -> send(hog, requests));
            }
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isQuiet(server));
            assertThat(reviews)
                    .as("all have begun, and none is done")
                    .isBetween((double) HOGS, (double) HOGS * REVIEWS_OF_EACH - HOGS);
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> response = server.send(HttpRequest.newBuilder(server.mutate())
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(2))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(TestListener.example()))
                        .build());
                assertThat(response.statusCode()).isEqualTo(200);
            }
            for (SSLSocket hog : hogs) {
                hog.setSoLinger(true, 0);
                hog.close();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private static void send(SSLSocket hog, byte[] requests) {
        try {
            hog.getOutputStream().write(requests);
        } catch (IOException e) {
            // The end of the test closes it.
            assertThat(hog.isClosed()).isTrue();
        }
    }

    /** A response holds the uid of its request. */
    private static byte[] requestsWithLargeResponses() {
        byte[] body = Reviews.creating(
                ManifestFixtures.parse("{metadata: {}, spec: {containers: []}}").get(0),
                review -> review.withObject("/request").put("uid", "x".repeat(20_000)));
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int i = 0; i < REVIEWS_OF_EACH; i++) {
            requests.writeBytes(
                    ("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            requests.writeBytes(body);
        }
        return requests.toByteArray();
    }

    private double reviews = -1;

    private boolean isQuiet(TestServer server) {
        double before = reviews;
        reviews = server.metric("hot_reload_request_size_bytes_count");
        return before == reviews && reviews >= HOGS;
    }

    @Test
    void one_that_never_reads_is_closed_when_its_time_is_over() throws Exception {
        Limits.Timeouts hasty =
                new Limits.Timeouts(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(1));
        try (TestServer server = TestServer.start(TestServer.with(new Limits(8 << 10, 7 << 20, 256, 200, hasty)));
                SocketChannel hog = stuffed(server.server().managementPort())) {
            await().until(() ->
                    server.metric("hot_reload_connections_closed_total{port=\"management\",reason=\"slow_response\"}")
                            == 1);
            assertThat(hog.isOpen()).isTrue();
            assertThat(server.metric("hot_reload_connections_closed_total{port=\"webhook\",reason=\"slow_response\"}"))
                    .isZero();
        }
    }

    /** Each replica accepts new connections always; old ones that do nothing make room. */
    @Test
    void too_many_connections_make_room_for_new_ones() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (TestServer server = TestServer.start(patient(50))) {
            for (int i = 0; i < 200; i++) {
                idle.add(new Socket(
                        InetAddress.getLoopbackAddress(),
                        i % 2 == 0 ? server.server().port() : server.server().managementPort()));
            }
            List<CompletableFuture<Integer>> good = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                good.add(CompletableFuture.supplyAsync(
                        () -> server.post(TestListener.example()).statusCode()));
            }
            for (CompletableFuture<Integer> status : good) {
                assertThat(status.get()).isEqualTo(200);
            }
            assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
            await().untilAsserted(() -> {
                assertThat(server.metric("hot_reload_connections_closed_total{port=\"webhook\",reason=\"too_many\"}"))
                        .isGreaterThanOrEqualTo(45);
                assertThat(server.metric(
                                "hot_reload_connections_closed_total{port=\"management\",reason=\"too_many\"}"))
                        .isGreaterThanOrEqualTo(30);
            });
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
