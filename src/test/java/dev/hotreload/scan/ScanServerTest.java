package dev.hotreload.scan;

import static dev.hotreload.scan.RunningPods.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hotreload.cluster.Kubeconfig;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans at an interval: health and metrics, and API servers, files and bugs that come and go. */
class ScanServerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    private static final ScanServer.Address ANY = new ScanServer.Address("127.0.0.1", 0);

    @TempDir
    Path folder;

    private PodServer cluster;
    private final AtomicBoolean broken = new AtomicBoolean();

    @BeforeEach
    void start() {
        cluster = PodServer.of(pod("lacking", "a"), pod("compliant", "b"));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private KubernetesClient client() throws UsageException {
        if (broken.get()) {
            throw new IllegalStateException("a bug");
        }
        Config config = Kubeconfig.read(Optional.of(cluster.kubeconfig(folder)), Optional.empty());
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private ScanServer server(Optional<Path> config) throws UsageException {
        ScanOptions options =
                new ScanOptions(config, InstallationNames.DEFAULT, Optional.empty(), Duration.ofSeconds(5));
        return ScanServer.start(new Scan(options, this::client, CLOCK), INTERVAL, ANY, "1.2.3", CLOCK);
    }

    private static HttpResponse<String> get(ScanServer server, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
            return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static double metric(ScanServer server, String series) {
        return get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static double errors(ScanServer server, ScanError.Kind kind) {
        return metric(server, "hot_reload_scan_errors_total{kind=\"" + kind.label() + "\"}");
    }

    private static double lacking(ScanServer server) {
        return metric(server, "hot_reload_running_servers{state=\"lacks_flags\"}");
    }

    private static double lastSuccess(ScanServer server) {
        return metric(server, "hot_reload_scan_last_success_timestamp_seconds");
    }

    @Test
    void the_numbers_are_metrics_after_the_first_scan() throws UsageException {
        try (ScanServer server = server(Optional.empty())) {
            await().until(() -> lastSuccess(server) > 0);
            assertThat(lastSuccess(server)).isEqualTo(1.8e9);
            assertThat(get(server, "/metrics").body())
                    .contains(
                            "hot_reload_running_servers{state=\"reloadable\"} 1.0\n",
                            "hot_reload_running_servers{state=\"lacks_flags\"} 1.0\n",
                            "hot_reload_running_servers{state=\"blocked\"} 0.0\n",
                            "hot_reload_running_servers{state=\"no_reloader\"} 0.0\n",
                            "hot_reload_build_info{",
                            "version=\"1.2.3\"");
            for (ScanError.Kind kind : ScanError.Kind.values()) {
                assertThat(errors(server, kind)).as(kind.label()).isZero();
            }
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/livez").body()).isEqualTo("ok\n");
            assertThat(get(server, "/").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void before_a_scan_has_read_all_pods_there_are_no_numbers_and_it_is_not_ready() throws UsageException {
        cluster.goAway();
        try (ScanServer server = server(Optional.empty())) {
            await().until(() -> errors(server, ScanError.Kind.API_SERVER) >= 2);
            assertThat(get(server, "/metrics").body()).doesNotContain("hot_reload_running_servers{");
            assertThat(lastSuccess(server)).isZero();
            assertThat(get(server, "/readyz").body()).isEqualTo("not ready: no scan has read all pods yet\n");
            assertThat(get(server, "/livez").statusCode())
                    .as("a restart would help nobody")
                    .isEqualTo(200);
            cluster.comeBack();
            await().until(() -> get(server, "/readyz").statusCode() == 200);
        }
    }

    @Test
    void an_api_server_that_goes_away_leaves_the_last_numbers_and_is_scanned_again_when_it_is_back()
            throws UsageException {
        try (ScanServer server = server(Optional.empty())) {
            await().until(() -> lastSuccess(server) > 0);
            cluster.goAway();
            double before = errors(server, ScanError.Kind.API_SERVER);
            await().until(() -> errors(server, ScanError.Kind.API_SERVER) >= before + 2);
            assertThat(lacking(server)).isEqualTo(1);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
            cluster.comeBack();
            int asked = cluster.asked().size();
            await().until(() -> cluster.asked().size() > asked + 4);
            double after = errors(server, ScanError.Kind.API_SERVER);
            int more = cluster.asked().size();
            await().until(() -> cluster.asked().size() > more + 8);
            assertThat(errors(server, ScanError.Kind.API_SERVER)).isEqualTo(after);
        }
    }

    @Test
    void a_configuration_is_read_before_each_scan_and_a_broken_one_changes_nothing() throws Exception {
        Path config = Files.writeString(folder.resolve("config.yaml"), "mode: enforce\n");
        try (ScanServer server = server(Optional.of(config))) {
            await().until(() -> lacking(server) == 1);
            Files.writeString(config, "mode: perhaps\n");
            await().until(() -> errors(server, ScanError.Kind.CONFIGURATION) >= 2);
            assertThat(lacking(server)).isEqualTo(1);
            Files.writeString(config, "mode: \"off\"\n");
            await().until(() -> lacking(server) == 0);
        }
    }

    @Test
    void a_bug_is_counted_and_the_next_scan_comes_all_the_same() throws UsageException {
        broken.set(true);
        try (ScanServer server = server(Optional.empty())) {
            await().until(() -> errors(server, ScanError.Kind.INTERNAL) >= 2);
            broken.set(false);
            await().until(() -> lacking(server) == 1);
        }
    }

    @Test
    void a_port_that_is_in_use_is_a_mistake_of_the_start() throws Exception {
        try (ScanServer server = server(Optional.empty())) {
            ScanServer.Address taken = new ScanServer.Address("127.0.0.1", server.port());
            ScanOptions options = new ScanOptions(
                    Optional.empty(), InstallationNames.DEFAULT, Optional.empty(), Duration.ofSeconds(5));
            Scan scan = new Scan(options, this::client, CLOCK);
            assertThatThrownBy(() -> ScanServer.start(scan, INTERVAL, taken, "1.2.3", CLOCK))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("--port=" + server.port() + ": the port cannot be opened");
        }
    }
}
