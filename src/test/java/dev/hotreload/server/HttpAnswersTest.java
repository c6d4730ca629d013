package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP has to say: the table of answers, webhook.md section 1, and section 4, over a real TLS connection. */
class HttpAnswersTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void the_example_of_the_readme_is_patched() throws IOException {
        JsonNode review = server.review(Files.readAllBytes(Reviews.EXAMPLE));
        assertThat(Reviews.patch(review).orElseThrow().findValuesAsText("value"))
                .containsExactly("--web.enable-lifecycle", "--storage.tsdb.wal-compression");
    }

    private static HttpResponse<String> request(String method, String path, String contentType, String body) {
        return server.send(HttpRequest.newBuilder(server.mutate().resolve(path))
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /mutate, application/json, 405",
        "PUT, /mutate, application/json, 405",
        "DELETE, /mutate, application/json, 405",
        "POST, /, application/json, 404",
        "POST, /mutate/x, application/json, 404",
        "GET, /metrics, application/json, 404",
        "POST, /mutate, text/plain, 415",
        "POST, /mutate, application/jsonx, 415",
        "POST, /mutate, application/json, 400",
        "POST, /mutate, application/json; charset=utf-8, 400",
        "POST, /mutate, APPLICATION/JSON, 400",
    })
    void rejects_what_is_not_a_review_with_one_line_of_json(String method, String path, String contentType, int status)
            throws IOException {
        HttpResponse<String> response = request(method, path, contentType, "{\"secret\": 1}");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body().lines()).hasSize(1);
        assertThat(ManifestFixtures.JSON.readTree(response.body()).get("error").asText())
                .isNotEmpty()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS * HTTP/1.1, 404",
        "PRI * HTTP/2.0, 426",
        "GET http://[ HTTP/1.1, 400",
        "TRACE / HTTP/1.1, 404",
        "GET / HTTP/3.0, 505",
        "GET /%00 HTTP/1.1, 400",
        "GET /a;b/../mutate HTTP/1.1, 404",
        "NONSENSE, 400",
    })
    void what_jetty_itself_refuses_is_answered_with_one_line_of_json_on_both_ports(String request, int status)
            throws IOException {
        byte[] bytes = (request + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try (SSLSocket webhook = server.connect();
                Socket management = new Socket(
                        InetAddress.getLoopbackAddress(), server.server().managementPort())) {
            management.setSoTimeout(10_000);
            for (Socket socket : List.of(webhook, management)) {
                socket.getOutputStream().write(bytes);
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 " + status + " ")
                        .contains("Content-Type: application/json\r\n");
                String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
                assertThat(ManifestFixtures.JSON.readTree(body).get("error").asText())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void a_missing_content_type_is_415() {
        HttpResponse<String> response = server.send(HttpRequest.newBuilder(server.mutate())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void a_body_over_the_limit_is_refused_unread() throws IOException {
        double before = server.metric("hot_reload_errors_total{kind=\"too_large\"}");
        try (SSLSocket socket = server.connect()) {
            socket.getOutputStream()
                    .write(("POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + (100L << 20) + "\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = head(socket);
            assertThat(answer).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close");
        }
        assertThat(server.metric("hot_reload_errors_total{kind=\"too_large\"}")).isEqualTo(before + 1);
    }

    @Test
    void a_chunked_body_over_the_limit_is_refused_too() throws IOException {
        try (SSLSocket socket = server.connect()) {
            var out = socket.getOutputStream();
            out.write(
                    "POST /mutate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("100000\r\n" + " ".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 8; i++) {
                out.write(chunk);
            }
            assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void a_body_of_several_mebibytes_is_reviewed() {
        byte[] body = Reviews.creating(
                ManifestFixtures.parse("{metadata: {}, spec: {containers: []}}").get(0),
                review -> review.withObject("/request/options").put("padding", "x".repeat(6 << 20)));
        assertThat(server.review(body).at("/response/allowed").asBoolean()).isTrue();
    }

    @Test
    void a_header_over_the_limit_is_refused() {
        HttpResponse<String> response = server.send(HttpRequest.newBuilder(server.mutate())
                .header("X-Large", "x".repeat(9_000))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
        assertThat(response.statusCode()).isEqualTo(431);
        assertThat(response.body()).isEqualTo("{\"error\":\"Request Header Fields Too Large\"}\n");
    }

    @Test
    void a_deadline_that_has_passed_before_work_begins_is_503() throws Exception {
        byte[] body = Files.readAllBytes(Reviews.EXAMPLE);
        try (SSLSocket socket = server.connect()) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /mutate?timeout=1s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, 100);
            out.flush();
            Thread.sleep(1_200);
            out.write(body, 100, body.length - 100);
            assertThat(head(socket)).startsWith("HTTP/1.1 503 ").doesNotContainIgnoringCase("retry-after");
        }
        assertThat(server.metric("hot_reload_errors_total{kind=\"deadline\"}")).isGreaterThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?timeout=2s", "?timeout=30s", "?timeout=31s", "?timeout=x", "?other=1"})
    void within_the_deadline_the_review_is_answered(String query) throws IOException {
        URI address = URI.create(server.mutate() + query);
        HttpResponse<String> response = server.send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(Reviews.EXAMPLE)))
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void connections_are_kept_alive_and_answers_are_not_compressed() throws IOException {
        byte[] body = Files.readAllBytes(Reviews.EXAMPLE);
        try (SSLSocket socket = server.connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write(("POST /mutate HTTP/1.1\r\nHost: 10.0.0.1\r\nAccept-Encoding: gzip\r\nContent-Type:"
                                        + " application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                String head = head(socket);
                assertThat(head)
                        .startsWith("HTTP/1.1 200 ")
                        .doesNotContainIgnoringCase("content-encoding")
                        .doesNotContainIgnoringCase("server:");
                int length = Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
                assertThat(new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8))
                        .startsWith("{\"kind\":\"AdmissionReview\"");
            }
        }
    }

    /** Reads the head of an answer, to the empty line. */
    static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
