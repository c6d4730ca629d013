package dev.hotreload.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.net.InetAddress;
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
    void the_time_of_the_load_is_told() {
        answer(200, "{\"data\": {\"web.enable-lifecycle\": \"true\"}}");
        answer(200, LOADED + "1.7e+09\n");
        answer(200, "");
        answer(200, LOADED + "1.7000000011234567e+09\n");
        Command run = Command.run("reload", url("/"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("Reloaded at 2023-11-14T22:13:21.123Z.\n");
    }

    @Test
    void a_200_that_loads_nothing_is_no_reload() {
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
        "403, the lifecycle API is off, --web.enable-lifecycle",
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
    @ValueSource(strings = {"localhost:9090", "ftp://x/", "/path", "http:/x"})
    void a_url_that_is_none_is_bad_usage(String url) {
        assertThat(Command.run("reload", url).exitCode()).isEqualTo(2);
    }
}
