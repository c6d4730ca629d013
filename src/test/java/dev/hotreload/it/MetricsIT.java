package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Reviews;
import dev.hotreload.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The metrics before promtool's eyes, and in the format that carries native histograms. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class MetricsIT {

    static final Path ALERTS = Path.of(Rendering.CHART, "files/alerts.yaml");

    @TempDir
    Path folder;

    @Test
    void promtool_finds_nothing_to_say() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.review(Files.readAllBytes(Reviews.EXAMPLE));
            Path metrics = folder.resolve("metrics");
            PodOnThisMachine.HTTP.send(
                    HttpRequest.newBuilder(server.management("/metrics")).build(),
                    HttpResponse.BodyHandlers.ofFile(metrics));
            try (Program promtool =
                    Program.start(List.of("sh", "-c", RealParts.PROMTOOL + " check metrics < " + metrics))) {
                assertThat(promtool.exitCode()).as(promtool.output()).isZero();
                assertThat(promtool.output()).isEmpty();
            }
        }
    }

    /** The chart's rules are the same: MonitoringTest compares both. */
    @Test
    void every_alert_fires_when_it_should_and_does_not_when_it_should_not() throws Exception {
        Files.copy(ALERTS, folder.resolve("alerts.yaml"));
        Path tests =
                Files.copy(Path.of("src/test/resources/monitoring/alerts_test.yaml"), folder.resolve("tests.yaml"));
        for (List<String> command :
                List.of(List.of("check", "rules", ALERTS.toString()), List.of("test", "rules", tests.toString()))) {
            List<String> all = new ArrayList<>(List.of(RealParts.PROMTOOL.toString()));
            all.addAll(command);
            try (Program promtool = Program.start(all)) {
                assertThat(promtool.exitCode()).as(promtool.output()).isZero();
                assertThat(promtool.output()).contains("SUCCESS");
            }
        }
    }

    @Test
    void a_prometheus_that_asks_for_protobuf_gets_it() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<byte[]> response = PodOnThisMachine.HTTP.send(
                    HttpRequest.newBuilder(server.management("/metrics"))
                            .header(
                                    "Accept",
                                    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/vnd.google.protobuf");
            assertThat(response.body()).isNotEmpty();
        }
    }
}
