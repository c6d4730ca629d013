package dev.hotreload.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a well-behaved Prometheus does not give; ReloadIT has the others. */
class ReloadCommandTest {

    private static final String LOADED = "prometheus_config_last_reload_success_timestamp_seconds ";

    private final MockWebServer prometheus = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        prometheus.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void end() {
        prometheus.close();
    }

    private void answer(int code, String body) {
        prometheus.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + prometheus.getPort() + path;
    }

    @Test
    void the_time_of_the_load_is_printed() {
        answer(200, "{\"data\": {\"web.enable-lifecycle\": \"true\"}}");
        answer(200, LOADED + "1.7e+09\n");
        answer(200, "");
        answer(200, LOADED + "1.7000000011234567e+09\n");
        Command run = Command.run("reload", url("/"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("Reloaded at 2023-11-14T22:13:21.123Z.\n");
    }

    @Test
    void a_200_that_loads_nothing_is_not_a_reload() {
        answer(404, "");
        answer(200, LOADED + "1.7e+09\n");
        answer(200, "");
        answer(200, LOADED + "1.7e+09\n");
        Command run = Command.run("reload", url(""));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Not reloaded. Prometheus answered 200 and loaded nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "<html>log in</html>, a page for browsers.",
        "pong, pong",
    })
    void a_200_with_words_is_not_prometheus(String body, String described) {
        answer(404, "");
        answer(404, "");
        answer(200, body);
        answer(404, "");
        Command run = Command.run("reload", url(""));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("Not reloaded. 200, but not from Prometheus, whose answer has no body: " + described
                        + "\nDo: Check that the URL is Prometheus' own.\n");
    }

    @Test
    void without_metrics_what_has_answered_is_named_and_that_nothing_else_is_known() {
        answer(404, "");
        answer(404, "");
        answer(200, "");
        answer(404, "");
        Command run = Command.run("reload", url("/prom"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("Reloaded: " + url("/prom") + " answers as Prometheus does, with 200 and nothing else. Its"
                        + " metrics do not show the time of the load.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "502, a proxy in front of Prometheus gets no answer, /-/ready",
        "503, a proxy in front of Prometheus gets no answer, /-/ready",
        "403, something in front of Prometheus refuses the request: teapot, --header",
        "404, there is no /-/reload under this URL, route prefix",
        "405, turned the POST into another method, one slash",
        "401, wants credentials, --header",
        "400, may speak https only, https://",
        "500, bad config, promtool check config",
        "302, is redirected, redirected to",
        "418, teapot, own",
    })
    void every_refusal_says_why_and_what_to_do(int code, String why, String action) {
        answer(404, "");
        answer(404, "");
        answer(code, code == 500 ? "bad\n  config\u0007" : "teapot");
        Command run = Command.run("reload", url(""));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Not reloaded. " + code + ": ")
                                .contains(why),
                        second -> assertThat(second).startsWith("Do: ").contains(action));
        assertThat(run.err()).doesNotContain("\u0007");
    }

    @Test
    void credentials_of_the_url_are_sent_and_never_printed() throws InterruptedException {
        answer(404, "");
        answer(404, "");
        answer(401, "");
        Command run = Command.run("reload", url("/prom/").replace("://", "://alice:s%40crat@"));
        assertThat(run.err()).doesNotContain("alice", "s@crat", "s%40crat");
        RecordedRequest request = prometheus.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request.getTarget()).isEqualTo("/prom/api/v1/status/flags");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo(Credentials.basic("alice", "s@crat"));
    }

    @Test
    void headers_are_sent() throws InterruptedException {
        answer(404, "");
        answer(404, "");
        answer(404, "");
        Command.run("reload", url(""), "--header", "Authorization: Bearer x", "--header", "X-Scope: y");
        RecordedRequest request = prometheus.takeRequest(5, TimeUnit.SECONDS);
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer x");
        assertThat(request.getHeaders().get("X-Scope")).isEqualTo("y");
    }

    @Test
    void no_answer_in_time_a_closed_port_and_a_broken_connection_are_2() throws IOException {
        prometheus.enqueue(
                new MockResponse.Builder().headersDelay(3, TimeUnit.SECONDS).build());
        Command slow = Command.run("reload", url(""), "--timeout", "1s");
        assertThat(slow.exitCode()).isEqualTo(2);
        assertThat(slow.err())
                .isEqualTo("Not reloaded. Prometheus did not answer within 1 s; give it more with --timeout.\n");

        // The JDK's client tries a GET again when the connection breaks.
        for (int i = 0; i < 10; i++) {
            prometheus.enqueue(new MockResponse.Builder()
                    .onRequestStart(new SocketEffect.CloseSocket())
                    .build());
        }
        Command broken = Command.run("reload", url(""), "--timeout", "5s");
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.err()).startsWith("Not reloaded. The connection to http://127.0.0.1:");

        String url = url("");
        prometheus.close();
        Command closed = Command.run("reload", url);
        assertThat(closed.exitCode()).isEqualTo(2);
        assertThat(closed.err()).isEqualTo("Not reloaded. Nothing listens at " + url + ".\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/", "/path", "http:/x", "http://", "a b", ""})
    void what_is_not_a_url_is_bad_usage(String url) {
        assertThat(Command.run("reload", url).exitCode()).isEqualTo(2);
    }

    @Test
    void only_prometheus_own_403_means_that_the_lifecycle_api_is_off() {
        answer(404, "");
        answer(404, "");
        answer(403, "Lifecycle API is not enabled.");
        Command run = Command.run("reload", url(""));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                        Not reloaded. 403: the lifecycle API is off.
                        Do: Start Prometheus with --web.enable-lifecycle, or send it SIGHUP.
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "http://127.0.0.1:%d/-/reload", "HTTP://127.0.0.1:%d//-/reload/"})
    void an_address_is_read_as_people_write_it(String address) throws InterruptedException {
        answer(404, "");
        answer(404, "");
        answer(200, "");
        answer(404, "");
        assertThat(Command.run("reload", address.formatted(prometheus.getPort()))
                        .exitCode())
                .isZero();
        assertThat(prometheus.takeRequest(5, TimeUnit.SECONDS).getTarget()).isEqualTo("/api/v1/status/flags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "-1", "1e999999999", "0x1p3000", "x", "1e300", ""})
    void an_odd_number_in_the_metrics_is_a_reload_whose_time_is_unknown(String number) {
        answer(404, "");
        answer(200, "x 1\n" + LOADED + "{a=\"b\"" + "\n");
        answer(200, "");
        answer(200, LOADED + number + "\n");
        Command run = Command.run("reload", url(""));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Reloaded: " + url("") + " answers as Prometheus does");
    }

    @Test
    void labels_before_the_time_do_not_hide_it() {
        answer(404, "");
        answer(404, "");
        answer(200, "");
        answer(200, "# HELP " + LOADED + "x\n" + LOADED.strip() + "{a=\"b c\"} 1.7e+09 123\n");
        assertThat(Command.run("reload", url("")).out()).isEqualTo("Reloaded at 2023-11-14T22:13:20Z.\n");
    }

    /** Each line begins as the one that is looked for. */
    @Test
    void a_large_page_of_metrics_costs_time_in_proportion() {
        answer(404, "");
        answer(404, "");
        answer(200, "");
        answer(200, (LOADED.strip() + "{\n").repeat(200_000));
        Command run = Command.run("reload", url(""), "--timeout", "20s");
        assertThat(run.out()).startsWith("Reloaded: " + url("") + " answers as Prometheus does");
    }

    @Test
    void the_time_limit_covers_bodies_and_all_requests_together() {
        answer(404, "");
        prometheus.enqueue(new MockResponse.Builder()
                .body("x".repeat(1000))
                .throttleBody(1, 1, TimeUnit.SECONDS)
                .build());
        long start = System.nanoTime();
        Command run = Command.run("reload", url(""), "--timeout", "1500ms");
        assertThat(run.err())
                .isEqualTo("Not reloaded. Prometheus did not answer within 1500 ms; give it more with --timeout.\n");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void a_body_that_prometheus_would_never_send_is_not_read_to_its_end() {
        answer(404, "");
        answer(200, "x".repeat((16 << 20) + 1));
        Command run = Command.run("reload", url(""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("Not reloaded. An answer of " + url("")
                        + " is larger than 16 MiB. Check that the URL is Prometheus' own.\n");
    }

    @Test
    void what_is_not_http_and_a_host_that_nobody_knows_are_reported_in_words() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerNonsense(other));
            answering.setDaemon(true);
            answering.start();
            Command run = Command.run("reload", "127.0.0.1:" + other.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .isEqualTo("Not reloaded. http://127.0.0.1:" + other.getLocalPort()
                            + " does not answer as an HTTP server does. Check that the URL is Prometheus' own.\n");
        }
        Command unknown = Command.run("reload", "http://prometheus.invalid:9090");
        assertThat(unknown.err())
                .isEqualTo("Not reloaded. The name of the host in http://prometheus.invalid:9090 is unknown.\n");
    }

    private static void answerNonsense(ServerSocket other) {
        while (!other.isClosed()) {
            try (Socket socket = other.accept()) {
                socket.getOutputStream().write("SSH-2.0-x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                socket.getInputStream().readNBytes(10);
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-colon",
                ":x",
                "Bad Name: secret",
                "X\n: secret",
                "X: a\r\nY: secret",
                "Host: secret",
                "Content-Length: 5",
                "Ümlaut: secret",
                "X: \u0000secret"
            })
    void what_is_not_a_header_is_bad_usage_and_never_printed(String header) {
        Command run = Command.run("reload", url(""), "--header", header);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("--header is NAME:VALUE, ").doesNotContain("secret");
        assertThat(prometheus.getRequestCount()).isZero();
    }

    @Test
    void a_time_limit_of_nothing_is_bad_usage() {
        assertThat(Command.run("reload", url(""), "--timeout", "0s").err())
                .startsWith("--timeout has to be longer than 0.\n");
    }
}
