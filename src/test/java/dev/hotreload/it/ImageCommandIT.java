package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Args take the place of an image's CMD: why upstream's is carried along, and why any other image is blocked. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ImageCommandIT {

    /** What a derived image may have as its CMD: a configuration and a retention of its own. */
    private static final List<String> OWN_COMMAND =
            List.of("--config.file=/etc/config/prometheus.yml", "--storage.tsdb.retention.time=90d");

    @TempDir
    Path folder;

    private PodOnThisMachine pod;

    @BeforeEach
    void lay_out_the_folders_of_the_image() throws IOException {
        pod = new PodOnThisMachine(folder);
        Files.createDirectories(folder.resolve("usr/share/prometheus/console_libraries"));
        Files.createDirectories(folder.resolve("usr/share/prometheus/consoles"));
    }

    private static PatchedPod withImage(String image) {
        return PatchedPod.withReloader("""
                - name: prometheus
                  image: %s
                """.formatted(image));
    }

    @ParameterizedTest
    @CsvSource({"V2, quay.io/prometheus/prometheus:v2.48.0, 4", "V3, quay.io/prometheus/prometheus:v3.5.0, 2"})
    void prometheus_starts_with_the_carried_command_and_reloads(RealPrometheus version, String image, int carried)
            throws Exception {
        PatchedPod patched = withImage(image);
        assertThat(patched.verdicts()).containsExactly("prometheus\tpatch\tCMD+L+W");
        assertThat(patched.prometheus().get("args")).hasSize(carried + 2);
        PodOnThisMachine started = new PodOnThisMachine(folder, version);
        try (Program prometheus = started.start(started.prometheusCommand(patched.prometheus()))) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            assertThat(started.call("POST", "/-/reload").statusCode()).isEqualTo(200);
            assertThat(started.status("flags", "config.file"))
                    .isEqualTo(folder.resolve("etc/prometheus/prometheus.yml").toString());
            assertThat(started.status("flags", "storage.tsdb.path"))
                    .isEqualTo(folder.resolve("prometheus").toString());
        }
    }

    @Test
    void the_carried_consoles_are_those_of_the_image() throws Exception {
        PatchedPod patched = withImage("quay.io/prometheus/prometheus:v2.48.0");
        Files.writeString(folder.resolve("usr/share/prometheus/consoles/of-the-image.html"), "a console of the image");
        try (Program prometheus = pod.start(pod.prometheusCommand(patched.prometheus()))) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            assertThat(pod.call("GET", "/consoles/of-the-image.html").body()).isEqualTo("a console of the image");
        }
    }

    @Test
    void a_derived_image_is_blocked_and_appending_would_have_lost_its_configuration() throws Exception {
        assertBlocked();
        try (Program prometheus = pod.start(ownCommand())) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
        }
        try (Program prometheus = pod.start(instead())) {
            assertThat(prometheus.exitCode()).isEqualTo(2);
            assertThat(prometheus.output()).contains("prometheus.yml", "no such file or directory");
        }
    }

    @Test
    void appending_to_a_derived_image_would_have_deleted_older_data() throws Exception {
        assertBlocked();
        try (Program prometheus = pod.start(ownCommand())) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            assertThat(pod.status("runtimeinfo", "storageRetention")).isEqualTo("90d");
        }
        // An image may keep its configuration where Prometheus looks for it by default: then nothing seems to be wrong.
        Files.writeString(folder.resolve("prometheus/prometheus.yml"), "global: {}\n");
        try (Program prometheus = pod.start(instead())) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            assertThat(pod.status("runtimeinfo", "storageRetention")).isEqualTo("15d");
        }
    }

    private static void assertBlocked() {
        PatchedPod derived = withImage("registry.example.net/infra/prometheus:3.1.0");
        assertThat(derived.verdicts()).containsExactly("prometheus\tblocked\t\tUnknownImageCommand");
        assertThat(derived.isPatched()).isFalse();
    }

    private List<String> ownCommand() throws IOException {
        return pod.prometheusCommand(container(OWN_COMMAND));
    }

    /** What is started when the flag is all that {@code args} holds. */
    private List<String> instead() throws IOException {
        return pod.prometheusCommand(container(List.of("--web.enable-lifecycle")));
    }

    private static JsonNode container(List<String> args) {
        return ManifestFixtures.JSON.createObjectNode().set("args", ManifestFixtures.JSON.valueToTree(args));
    }
}
