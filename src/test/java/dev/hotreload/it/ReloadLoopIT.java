package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The report, for real: Prometheus 2.48.0 and its sidecar with the chart's arguments, before the webhook and after. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ReloadLoopIT {

    private static final Path POD = Path.of("src/test/resources/cases/chart-25.8.0-empty-extra-flags/input.yaml");
    private static final int RELOADER = 0;
    private static final int SERVER = 1;

    @TempDir
    Path folder;

    private static void changeConfiguration(PodOnThisMachine pod) throws IOException {
        Files.writeString(pod.root().resolve("etc/config/prometheus.yml"), "global: {scrape_interval: 17s}\n");
    }

    @Test
    void before_the_webhook_the_reload_is_forbidden_for_ever() throws Exception {
        JsonNode containers = ManifestFixtures.read(POD).get(0).at("/spec/containers");
        PodOnThisMachine pod = new PodOnThisMachine(folder);
        try (Program prometheus = pod.start(pod.prometheusCommand(containers.get(SERVER)))) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            try (Program sidecar = pod.start(pod.reloaderCommand(containers.get(RELOADER)))) {
                changeConfiguration(pod);

                String refused = "received non-200 response: 403 Forbidden; have you set"
                        + " `--web.enable-lifecycle` Prometheus flag?";
                await().atMost(Duration.ofSeconds(30)).until(() -> occurrences(sidecar.output(), refused) >= 2);
                HttpResponse<String> reload = pod.call("POST", "/-/reload");
                assertThat(reload.statusCode()).isEqualTo(403);
                assertThat(reload.body()).contains("Lifecycle API is not enabled.");
                assertThat(pod.status("config", "yaml")).contains("1m1s").doesNotContain("17s");
                System.out.println("before: POST /-/reload " + reload.statusCode() + " "
                        + reload.body().strip() + " | sidecar: " + refused + " (x"
                        + occurrences(sidecar.output(), refused) + ")");
            }
        }
    }

    @Test
    void after_the_webhook_the_new_configuration_is_in_force() throws Exception {
        JsonNode created = ManifestFixtures.read(POD).get(0);
        JsonNode stored;
        try (TestServer webhook = TestServer.start()) {
            stored = Reviews.apply(created, webhook.review(Reviews.creating(created)));
        }
        JsonNode containers = stored.at("/spec/containers");
        assertThat(containers.at("/1/args")).hasSize(7);
        PodOnThisMachine pod = new PodOnThisMachine(folder);
        try (Program prometheus = pod.start(pod.prometheusCommand(containers.get(SERVER)))) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            int loadedAtStart = occurrences(prometheus.output(), "Completed loading of configuration file");
            try (Program sidecar = pod.start(pod.reloaderCommand(containers.get(RELOADER)))) {
                changeConfiguration(pod);

                await().atMost(Duration.ofSeconds(30))
                        .until(() -> pod.status("config", "yaml").contains("17s"));
                HttpResponse<String> reload = pod.call("POST", "/-/reload");
                assertThat(reload.statusCode()).isEqualTo(200);
                assertThat(prometheus.output()).contains("Loading configuration file");
                assertThat(occurrences(prometheus.output(), "Completed loading of configuration file"))
                        .isGreaterThan(loadedAtStart);
                assertThat(sidecar.output()).doesNotContain("403 Forbidden").contains("Reload triggered");
                assertThat(pod.status("flags", "web.enable-lifecycle")).isEqualTo("true");
                assertThat(pod.status("flags", "storage.tsdb.wal-compression")).isEqualTo("true");
                System.out.println("after: POST /-/reload " + reload.statusCode()
                        + " | scrape_interval 17s in force, wal-compression "
                        + pod.status("flags", "storage.tsdb.wal-compression"));
            }
        }
    }

    private static int occurrences(String text, String part) {
        // The sidecar logs in logfmt, which escapes what it quotes.
        String plain = text.replace("\\\"", "\"");
        return plain.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
