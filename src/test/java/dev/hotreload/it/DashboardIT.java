package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard's queries at a real Prometheus, which scrapes two replicas under load while one after the other is
 * replaced: no panel is empty.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
class DashboardIT {

    private static final Path DASHBOARD = Path.of("manifests/monitoring/dashboard.json");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** What API servers and {@code hot-reload scan} expose, which do not run here. */
    private static final String OF_OTHERS = """
            # TYPE apiserver_admission_webhook_fail_open_count counter
            apiserver_admission_webhook_fail_open_count{name="pods.hot-reload.dev",type="admit"} 0
            # TYPE hot_reload_running_servers gauge
            hot_reload_running_servers{state="reloadable"} 12
            hot_reload_running_servers{state="lacks_flags"} 0
            """;

    @TempDir
    Path folder;

    private final List<byte[]> bodies = new ArrayList<>();
    private final List<Webhook> replicas = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .sslContext(TestServer.trustingAnyServer())
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Starts a replica and does not wait. */
    private Webhook replica() {
        Webhook replica =
                Webhook.start("--self-signed", "--drain-delay=3s", "--record=" + folder.resolve("recordings"));
        replicas.add(replica);
        return replica;
    }

    private void readBodies() throws IOException {
        for (String name : List.of(
                "chart-25.8.0-empty-extra-flags", "row-06-wrapped-shell-in-args", "no-server-loki", "no-reloader")) {
            JsonNode pod = ManifestFixtures.read(Path.of("src/test/resources/cases", name, "input.yaml"))
                    .get(0);
            bodies.add(Reviews.creating(pod));
        }
        ObjectNode unreadable = ManifestFixtures.JSON.createObjectNode();
        bodies.add(Reviews.creating(unreadable.put("spec", "not a pod")));
    }

    /** One request of each kind to each replica; one that is being replaced may not answer. */
    @SuppressWarnings("FutureReturnValueIgnored") // the dashboard shows what became of it
    private void send() {
        for (Webhook replica : List.copyOf(replicas)) {
            URI uri = URI.create("https://127.0.0.1:" + replica.port() + "/mutate?timeout=2s");
            for (byte[] body : bodies) {
                client.sendAsync(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    @Test
    void no_panel_is_empty_while_replicas_under_load_are_replaced() throws Exception {
        readBodies();
        HttpServer others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        others.createContext("/metrics", exchange -> {
            byte[] text = OF_OTHERS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        others.start();
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
        try (Webhook first = replica();
                Webhook second = replica();
                Webhook third = replica();
                Monitored prometheus = Monitored.start(
                        folder,
                        replicas.stream().map(DashboardIT::management).toList(),
                        "127.0.0.1:" + others.getAddress().getPort())) {
            assertThat(third.isReady()).isTrue();
            var sending = load.scheduleAtFixedRate(this::send, 0, 200, TimeUnit.MILLISECONDS);
            assertThat(sending.isDone()).isFalse();
            await().atMost(Duration.ofSeconds(30)).until(() -> prometheus.value("sum(hot_reload_ready)") == 3);
            first.terminate();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus.value("max_over_time(hot_reload_draining[1m]) == 1") == 1);
            assertThat(first.exitCode()).isZero();
            Map<String, Integer> series = new LinkedHashMap<>();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                series.clear();
                series.putAll(prometheus.series(ManifestFixtures.JSON.readTree(DASHBOARD.toFile())));
                assertThat(series)
                        .hasSizeGreaterThan(25)
                        .allSatisfy(
                                (query, found) -> assertThat(found).as(query).isPositive());
            });
            series.forEach((query, found) -> System.out.println("dashboard: " + found + " series: " + query));
            assertThat(prometheus
                            .get("query_exemplars", "hot_reload_review_duration_seconds_bucket")
                            .toString())
                    .contains("\"trace_id\":\"" + TRACE + "\"");
            assertThat(prometheus.rules().findValuesAsText("health"))
                    .as("every alert is evaluated without an error")
                    .isNotEmpty()
                    .containsOnly("ok");
            assertThat(second.log()).contains("\"traceId\":\"" + TRACE + "\"");
            assertRecorded();
        } finally {
            load.shutdownNow();
            others.stop(0);
        }
    }

    /** What the replicas have recorded meanwhile has the same verdicts when it is replayed. */
    private void assertRecorded() {
        try (Program replay =
                Program.hotReload("replay", folder.resolve("recordings").toString())) {
            assertThat(replay.exitCode()).as(replay.output()).isZero();
            assertThat(replay.out()).isEqualTo("Reviews replayed: " + bodies.size() + ". Verdicts that differ: 0.\n");
        }
    }

    private static String management(Webhook replica) {
        return replica.listening().management().replace("http://", "");
    }

    /** A Prometheus with the alerts, which scrapes every second. */
    private record Monitored(Program program, String address, Instant start) implements AutoCloseable {

        static Monitored start(Path folder, List<String> replicas, String others)
                throws IOException, InterruptedException {
            Path alerts = MetricsIT.ALERTS.toAbsolutePath();
            Path config = Files.writeString(
                    folder.resolve("prometheus.yml"), """
                    global: {scrape_interval: 1s, evaluation_interval: 1s}
                    rule_files: ["%s"]
                    scrape_configs:
                      - job_name: hot-reload
                        static_configs: [{targets: [%s]}]
                      - job_name: others
                        static_configs: [{targets: ["%s"]}]
                    """.formatted(alerts, String.join(", ", replicas), others));
            String address = "127.0.0.1:" + PodOnThisMachine.freePort();
            Program program = Program.start(List.of(
                    RealParts.PROMETHEUS.toString(),
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=" + address,
                    "--enable-feature=exemplar-storage"));
            assertThat(PodOnThisMachine.becomesReady(program))
                    .as(program.output())
                    .isTrue();
            return new Monitored(program, address, Instant.now());
        }

        /** Returns how many points each query of a dashboard has over the time since the start. */
        Map<String, Integer> series(JsonNode dashboard) throws IOException, InterruptedException {
            Map<String, Integer> series = new LinkedHashMap<>();
            for (JsonNode expression : dashboard.findValues("expr")) {
                String query = expression.asText().replace("$job", ".*").replace("$__rate_interval", "5s");
                series.put(query, (int) StreamSupport.stream(
                                get("query_range", query).spliterator(), false)
                        .filter(found -> StreamSupport.stream(
                                        found.get("values").spliterator(), false)
                                .anyMatch(point -> !point.get(1).asText().equals("NaN")))
                        .count());
            }
            return series;
        }

        double value(String query) throws IOException, InterruptedException {
            return get("query", query).at("/0/value/1").asDouble();
        }

        JsonNode rules() throws IOException, InterruptedException {
            return read("/api/v1/rules").path("data");
        }

        JsonNode get(String endpoint, String query) throws IOException, InterruptedException {
            JsonNode data = read("/api/v1/" + endpoint + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
                            + "&step=1&start=" + start.getEpochSecond() + "&end="
                            + Instant.now().getEpochSecond())
                    .path("data");
            return data.has("result") ? data.get("result") : data;
        }

        private JsonNode read(String path) throws IOException, InterruptedException {
            HttpResponse<String> response = PodOnThisMachine.HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return ManifestFixtures.JSON.readTree(response.body());
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
