package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hotreload.Reviews;
import dev.hotreload.server.jetty.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow and hostile clients, against limits short enough for a test. */
class HostileClientsTest {

    private static final Limits.Timeouts SHORT =
            new Limits.Timeouts(Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(2));

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(TestServer.with(new Limits(8 << 10, 7 << 20, 4, 200, SHORT)));
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void dripUntilClosed(Socket socket, String text) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 200; i++) {
                        socket.getOutputStream().write(text.charAt(i % text.length()));
                        socket.getOutputStream().flush();
                        Thread.sleep(50);
                    }
                })
                .as("the connection is closed within the time a request may take")
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_header_that_drips_is_cut_off() throws IOException {
        try (SSLSocket socket = server.connect()) {
            dripUntilClosed(socket, "POST /mutate HTTP/1.1\r\nX-A: " + "a".repeat(500));
        }
    }

    @Test
    void a_body_that_drips_is_cut_off() throws IOException {
        try (SSLSocket socket = server.connect()) {
            socket.getOutputStream()
                    .write(
                            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            dripUntilClosed(socket, " ");
        }
    }

    /** The rest of a refused body is dropped for a while, so that a client that is still sending sees the answer. */
    @Test
    void a_refused_body_may_drip_longer_than_another_one_but_not_for_ever() throws IOException {
        try (SSLSocket socket = server.connect()) {
            socket.getOutputStream()
                    .write(("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + (100L << 20) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            dripUntilClosed(socket, " ");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SHORT.requestRead());
            assertThat(HttpAnswersTest.head(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void a_connection_that_says_nothing_is_closed() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_handshake_that_drips_is_cut_off() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            // A record of 512 bytes, a ClientHello.
            socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, (byte) 0xfc});
            dripUntilClosed(socket, "\u0000");
        }
    }

    @Test
    void a_connection_that_is_kept_for_later_may_be_idle_longer_than_a_request_may_take() throws Exception {
        try (SSLSocket socket = server.connect()) {
            Thread.sleep(SHORT.requestRead().plusSeconds(1).toMillis());
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(HttpAnswersTest.head(socket)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void a_connection_that_is_kept_for_ever_is_closed() throws IOException {
        try (SSLSocket socket = server.connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_hundred_slow_senders_keep_nobody_else_out() throws IOException {
        List<SSLSocket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                SSLSocket socket = server.connect();
                slow.add(socket);
                socket.getOutputStream()
                        .write(
                                "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                if (i % 10 == 0) {
                    server.review(Files.readAllBytes(Reviews.EXAMPLE));
                }
            }
        } finally {
            for (SSLSocket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void garbage_instead_of_tls_and_of_http_is_survived() throws IOException {
        try (Socket plain =
                new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        try (SSLSocket socket = server.connect()) {
            socket.getOutputStream().write("\u0000\u0001 nonsense\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(HttpAnswersTest.head(socket)).startsWith("HTTP/1.1 400");
        }
        server.review(Files.readAllBytes(Reviews.EXAMPLE));
    }

    @Test
    void a_client_that_leaves_in_the_middle_is_survived() throws IOException {
        for (int i = 0; i < 20; i++) {
            SSLSocket socket = server.connect();
            socket.getOutputStream()
                    .write(
                            "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0);
            socket.close();
        }
        server.review(Files.readAllBytes(Reviews.EXAMPLE));
        await().untilAsserted(() ->
                assertThat(server.metric("hot_reload_requests_in_flight")).isZero());
    }
}
