package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Markers;
import dev.hotreload.Reviews;
import dev.hotreload.recording.Recording;
import dev.hotreload.recording.RecordingFolder;
import dev.hotreload.recording.Replay;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Nothing secret leaves the webhook: markers go in wherever a secret may be, and are searched for in what comes out.
 */
class NothingSecretTest {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        ROOT.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        ROOT.detachAppender(lines);
    }

    private TestServer start(Path config, Path recordings) throws Exception {
        ServerOptions base = TestServer.OPTIONS;
        return TestServer.start(new ServerOptions(
                base.addresses(),
                base.certificate(),
                base.clients(),
                Optional.of(config),
                Optional.of(recordings),
                base.limits(),
                base.drain(),
                base.filePoll()));
    }

    private String log() {
        StringBuilder log = new StringBuilder();
        for (ILoggingEvent line : List.copyOf(lines.list)) {
            log.append(line.getFormattedMessage())
                    .append(line.getKeyValuePairs())
                    .append('\n');
        }
        return log.toString();
    }

    @Test
    void no_marker_of_a_review_is_in_answers_logs_metrics_or_recordings() throws Exception {
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                Markers.plantedIn("# <CONFIGURATION>\nnamespaces:\n- {match: [<CONFIGURATION>], mode: audit}\n"));
        Path recordings = folder.resolve("recordings");
        StringBuilder answers = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        try (TestServer server = start(config, recordings)) {
            for (byte[] review : Markers.reviews()) {
                JsonNode answer = server.review(review);
                answers.append(answer).append(Reviews.patch(answer)).append('\n');
                // The same, cut off, or of another kind, is answered with an error.
                String text = new String(review, StandardCharsets.UTF_8);
                for (String broken : List.of(
                        text.substring(0, text.length() - 9),
                        text.replace("\"AdmissionReview\"", "\"" + Markers.ARGUMENT.text() + "\""),
                        text.replace("\"uid\":\"", "\"uid\":[],\"x\":\""),
                        "\"" + text.replace("\"", "'") + "\"")) {
                    HttpResponse<String> refused = server.post(broken.getBytes(StandardCharsets.UTF_8));
                    assertThat(refused.statusCode()).isEqualTo(400);
                    errors.append(refused.body());
                }
            }
            Files.writeString(config, Markers.plantedIn("mode: <CONFIGURATION>\n"));
            await().until(() -> server.metric("hot_reload_config_last_reload_successful") == 0);
            await().until(() -> server.metric("hot_reload_recordings_total{result=\"recorded\"}") >= 8);
            Markers.assertAbsent("metrics", server.get("/metrics").body());
        }
        assertThat(answers.toString()).contains("patched", "blocked", "skipped", "would-patch", "error", "warnings");
        Markers.assertAbsent("responses with warnings, audit annotations and patches", answers.toString());
        Markers.assertAbsent("error answers", errors.toString());
        assertThat(log()).contains("Reviewed", "Cannot use the new configuration");
        Markers.assertAbsent("log", log());
        StringBuilder recorded = new StringBuilder();
        for (Path file : RecordingFolder.recordings(recordings)) {
            recorded.append(Files.readString(file));
            assertThat(Replay.of(Recording.parse(Files.readAllBytes(file)).orElseThrow())
                            .differs())
                    .as("what serve has recorded, replay decides in the same way")
                    .isFalse();
        }
        Markers.assertAbsent("recordings", recorded.toString());
    }
}
