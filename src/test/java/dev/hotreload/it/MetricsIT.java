package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Reviews;
import dev.hotreload.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The metrics before promtool's eyes, and in the format that carries native histograms. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class MetricsIT {

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
