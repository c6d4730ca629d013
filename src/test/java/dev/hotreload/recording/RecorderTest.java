package dev.hotreload.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews are recorded beside the requests, in bounds, and whatever is not recorded is counted. */
class RecorderTest {

    private static final String SECRET = "hunter2";

    @TempDir
    Path folder;

    private final Map<RecordingResult, Integer> results = new ConcurrentHashMap<>(new EnumMap<>(RecordingResult.class));

    private Recorder recorder() throws UsageException {
        return new Recorder(
                RecordingFolder.open(folder),
                new Recorder.Source(
                        "1.2.3", () -> Policy.DEFAULT, request -> !request.uid().equals("warm-up")),
                result -> results.merge(result, 1, Integer::sum));
    }

    private static Function<byte[], dev.hotreload.admission.AdmissionResult> handler(Recorder recorder) {
        return recorder.recording(Endpoint.MUTATE, Endpoint.MUTATE.handler(() -> Policy.DEFAULT)::handle);
    }

    private static byte[] review(String uid, String value) {
        String pod = """
                metadata: {name: a}
                spec:
                  containers:
                  - {name: p, image: "prom/prometheus:v2.48.0", args: [--config.file=/a]}
                  - {name: r, image: x, args: ["--webhook-url=http://localhost:9090/-/reload"],
                     env: [{name: PASSWORD, value: "%s"}]}
                """.formatted(value);
        return Reviews.creating(
                ManifestFixtures.parse(pod).get(0),
                review -> review.withObject("/request").put("uid", uid));
    }

    private List<Path> files() throws IOException {
        return RecordingFolder.recordings(folder);
    }

    /** The caller gets its answer, whatever becomes of the recording. */
    private void answer(Recorder recorder, byte[] body) {
        assertThat(handler(recorder).apply(body)).isInstanceOf(AdmissionResult.Responded.class);
    }

    @Test
    void a_review_is_recorded_once_however_often_it_comes_and_holds_no_secret() throws Exception {
        try (Recorder recorder = recorder()) {
            recorder.start(failure -> {});
            for (String uid : List.of("warm-up", "one", "two", "three")) {
                answer(recorder, review(uid, SECRET));
            }
            await().until(() -> results.getOrDefault(RecordingResult.REPEATED, 0) == 2);
        }
        assertThat(results)
                .containsOnly(Map.entry(RecordingResult.RECORDED, 1), Map.entry(RecordingResult.REPEATED, 2));
        assertThat(files()).hasSize(1);
        String content = Files.readString(files().get(0));
        assertThat(content).doesNotContain(SECRET).contains("\"version\":\"1.2.3\"", "\"decision\":\"patched\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
        assertThat(Replay.of(Recording.parse(content.getBytes(StandardCharsets.UTF_8))
                                .orElseThrow())
                        .differs())
                .isFalse();
    }

    @Test
    void a_full_queue_drops_reviews_and_never_waits() throws Exception {
        try (Recorder recorder = recorder()) {
            // Its thread has not been started: nothing leaves the queue.
            IntStream.range(0, 100).forEach(i -> answer(recorder, review("u" + i, "v")));
        }
        assertThat(results).containsOnly(Map.entry(RecordingResult.DROPPED, 84));
    }

    @Test
    void a_body_larger_than_what_is_kept_is_counted() throws Exception {
        try (Recorder recorder = recorder()) {
            answer(recorder, review("a", "x".repeat(300_000)));
        }
        assertThat(results).containsOnly(Map.entry(RecordingResult.TOO_LARGE, 1));
    }

    @Test
    void a_full_folder_ends_the_recording() throws Exception {
        for (int i = 0; i < RecordingFolder.MOST_FILES; i++) {
            Files.createFile(folder.resolve(i + RecordingFolder.ENDING));
        }
        try (Recorder recorder = recorder()) {
            recorder.start(failure -> {});
            answer(recorder, review("a", "b"));
        }
        assertThat(results).containsOnly(Map.entry(RecordingResult.FULL, 1));
        assertThat(files()).hasSize(RecordingFolder.MOST_FILES);
    }

    @Test
    void a_review_that_needs_a_replaced_word_is_counted_and_not_kept() throws Exception {
        // Both name port 9090, and as words they are different.
        String pod = """
                metadata: {name: a}
                spec:
                  containers:
                  - {name: p, image: "prom/prometheus:v2.48.0", args: [--config.file=/a, "--web.listen-address=:09090"]}
                  - {name: r, image: x, args: ["--webhook-url=http://localhost:9090/-/reload"]}
                """;
        try (Recorder recorder = recorder()) {
            recorder.start(failure -> {});
            answer(recorder, Reviews.creating(ManifestFixtures.parse(pod).get(0)));
            await().until(() -> !results.isEmpty());
        }
        assertThat(results).containsOnly(Map.entry(RecordingResult.CHANGED, 1));
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_to_ends_the_start() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> RecordingFolder.open(file.resolve("below")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("recordings cannot be written here");
    }
}
