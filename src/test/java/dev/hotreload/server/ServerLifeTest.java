package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Reviews;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health, metrics, the configuration's live reload, and the ways a start can fail. */
class ServerLifeTest {

    private static final String PATCHED =
            "hot_reload_reviews_total{decision=\"patched\",dry_run=\"false\",mode=\"enforce\",reason=\"\"}";

    @TempDir
    Path folder;

    @Test
    void health_and_metrics_answer_on_the_plain_port() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(server.get("/livez").body()).isEqualTo("ok\n");
            assertThat(server.get("/readyz").body()).isEqualTo("ok\n");
            assertThat(server.get("/mutate").statusCode()).isEqualTo(404);
            assertThat(server.metric(PATCHED)).as("the warm-up is not counted").isZero();
            server.review(Files.readAllBytes(Reviews.EXAMPLE));
            assertThat(server.metric(PATCHED)).isEqualTo(1);
            assertThat(server.metric("hot_reload_review_duration_seconds_count"))
                    .isEqualTo(1);
            assertThat(server.metric("hot_reload_request_size_bytes_sum"))
                    .isEqualTo((double) Files.size(Reviews.EXAMPLE));
        }
    }

    @Test
    void every_metric_of_the_page_exists_from_the_start_and_the_other_way_round() throws Exception {
        Set<String> documented = new TreeSet<>();
        Matcher names = Pattern.compile("^\\| `(hot_reload_\\w+)").matcher("");
        Files.readAllLines(Path.of("docs/serve.md")).forEach(line -> {
            if (names.reset(line).find()) {
                documented.add(names.group(1));
            }
        });
        try (TestServer server = TestServer.start()) {
            Set<String> exposed = new TreeSet<>();
            Matcher help = Pattern.compile("^# TYPE (hot_reload_\\w+)").matcher("");
            server.get("/metrics").body().lines().forEach(line -> {
                if (help.reset(line).find()) {
                    exposed.add(help.group(1));
                }
            });
            assertThat(exposed).isEqualTo(documented).isNotEmpty();
        }
    }

    @Test
    void the_configuration_is_reloaded_and_the_last_good_one_is_kept_when_the_new_one_is_broken() throws Exception {
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, "mode: audit\n");
        byte[] review = Files.readAllBytes(Reviews.EXAMPLE);
        try (TestServer server = TestServer.start(TestServer.with(config))) {
            assertThat(decision(server, review)).isEqualTo("would-patch");
            String info = info(server);

            Files.writeString(config, "mode: enforce\n");
            await().untilAsserted(() -> assertThat(decision(server, review)).isEqualTo("patched"));
            assertThat(info(server)).isNotEqualTo(info);
            assertThat(server.metric("hot_reload_config_reloads_total{result=\"success\"}"))
                    .isEqualTo(1);

            Files.writeString(config, "mode: maybe\n");
            await().untilAsserted(() -> assertThat(server.metric("hot_reload_config_reloads_total{result=\"failure\"}"))
                    .isEqualTo(1));
            assertThat(decision(server, review)).isEqualTo("patched");
        }
    }

    /** Each of these ended the watch for ever once. */
    @Test
    void a_hostile_configuration_is_an_error_and_the_watch_goes_on() throws Exception {
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, "mode: audit\n");
        byte[] review = Files.readAllBytes(Reviews.EXAMPLE);
        String failure = "hot_reload_config_reloads_total{result=\"failure\"}";
        try (TestServer server = TestServer.start(TestServer.with(config))) {
            List<String> hostile = List.of(
                    "[".repeat(100_000),
                    "mode: !!str [a]\n",
                    "mode: enforce\n" + "#".repeat(50_000_000),
                    "a: &a [x]\nb: &b [*a, *a]\nmode: *b\n",
                    "mode: !!java.net.URL [http://localhost]\n");
            for (int i = 0; i < hostile.size(); i++) {
                Files.writeString(config, hostile.get(i));
                int failures = i + 1;
                await().untilAsserted(() -> assertThat(server.metric(failure)).isGreaterThanOrEqualTo(failures));
                assertThat(decision(server, review)).isEqualTo("would-patch");
            }
            Files.writeString(config, "mode: enforce\n");
            await().untilAsserted(() -> assertThat(decision(server, review)).isEqualTo("patched"));
            assertThat(server.metric("hot_reload_unexpected_failures_total{where=\"background\"}"))
                    .as("they are mistakes of somebody, not of the webhook")
                    .isZero();
        }
    }

    private static String decision(TestServer server, byte[] review) {
        JsonNode answer = server.review(review);
        return answer.at("/response/auditAnnotations/decision").asText();
    }

    private static String info(TestServer server) {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hot_reload_config_info{"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_configuration_that_cannot_be_used_ends_the_start() throws Exception {
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, "\nmode: maybe\n");
        assertThatThrownBy(() -> TestServer.start(TestServer.with(config)))
                .isInstanceOf(UsageException.class)
                .hasMessage(config + ":2: mode is one of enforce, audit, off.");
        Files.delete(config);
        assertThatThrownBy(() -> TestServer.start(TestServer.with(config)))
                .hasMessage(config + ": there is no such file.");
    }

    @Test
    void a_port_in_use_ends_the_start_with_a_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> TestServer.start(TestServer.with(
                            new ServerOptions.Addresses("127.0.0.1", taken.getLocalPort(), 0),
                            TestServer.OPTIONS.drain())))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("--port=" + taken.getLocalPort()
                            + ": the port cannot be opened on 127.0.0.1; is it in use? Choose another one.")
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void the_port_of_the_kubelet_that_cannot_be_opened_says_whose_it_may_be() {
        Runnable refused = () -> {
            throw new IllegalStateException("in use");
        };
        assertThatThrownBy(() -> new ListenAddress("127.0.0.1", 10250).open(refused, "--port"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--port=10250: the port cannot be opened on 127.0.0.1; is it in use? On the network of a node"
                                + " (hostNetwork) the kubelet has it. Choose another one.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1 | --bind-address=192.0.2.1: this machine does not have this address.
            no.invalid | --bind-address=no.invalid: this is neither an address nor a known host name.
            """)
    void an_address_that_cannot_be_bound_is_not_blamed_on_the_port(String address, String message) {
        assertThatThrownBy(() -> TestServer.start(
                        TestServer.with(new ServerOptions.Addresses(address, 0, 0), TestServer.OPTIONS.drain())))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void when_shutdown_is_requested_readiness_is_refused_at_once_and_reviews_are_still_answered() throws Exception {
        TestServer server = TestServer.start(TestServer.with(
                TestServer.OPTIONS.addresses(), new ServerOptions.Drain(Duration.ofSeconds(3), Duration.ofSeconds(5))));
        URI mutate = server.mutate();
        Thread drain = new Thread(server::close);
        drain.start();
        await().until(() -> server.get("/readyz").statusCode() == 503);
        assertThat(server.get("/readyz").body()).isEqualTo("not ready: shutting down\n");
        assertThat(server.review(Files.readAllBytes(Reviews.EXAMPLE)).has("response"))
                .isTrue();
        drain.join();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), mutate.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    /** The API server repeats a request on 503 with Retry-After, and on nothing else. */
    @Test
    void at_shutdown_idle_connections_are_answered_before_they_are_closed() throws Exception {
        TestServer server = TestServer.start();
        byte[] request =
                "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (SSLSocket used = server.connect();
                SSLSocket unused = server.connect()) {
            used.getOutputStream().write(request);
            assertThat(HttpAnswersTest.head(used)).startsWith("HTTP/1.1 415");
            skipBody(used);
            Thread drain = new Thread(server::close);
            drain.start();
            for (SSLSocket idle : List.of(used, unused)) {
                assertElsewhere(idle);
            }
            // Sent by a client that has not looked, while the server waits for its connections to go.
            unused.getOutputStream().write(request);
            skipBody(unused);
            assertElsewhere(unused);
            drain.join();
        }
    }

    private static void assertElsewhere(SSLSocket socket) throws IOException {
        assertThat(HttpAnswersTest.head(socket))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("Retry-After: 1\r\n", "Connection: close\r\n");
    }

    private static void skipBody(SSLSocket socket) throws IOException {
        int next = socket.getInputStream().read();
        while (next != '\n') {
            assertThat(next).isNotNegative();
            next = socket.getInputStream().read();
        }
    }
}
