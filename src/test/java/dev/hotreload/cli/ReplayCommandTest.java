package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hot-reload replay}: the gate before an upgrade. */
class ReplayCommandTest {

    private static final String REVIEW = "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\","
            + "\"request\":{\"uid\":\"w1\",\"operation\":\"CREATE\",\"namespace\":\"monitoring\","
            + "\"resource\":{\"group\":\"\",\"version\":\"v1\",\"resource\":\"pods\"},"
            + "\"object\":{\"metadata\":{\"name\":\"prometheus-0\"},\"spec\":{\"containers\":["
            + "{\"name\":\"p\",\"image\":\"prom/prometheus:v2.48.0\",\"args\":[\"--config.file=/a\"]},"
            + "{\"name\":\"r\",\"image\":\"x\",\"args\":[\"--webhook-url=http://localhost:9090/-/reload\"]}]}}}}";
    private static final String PATCH = "[{\\\"op\\\":\\\"add\\\",\\\"path\\\":\\\"/spec/containers/0/args/-\\\","
            + "\\\"value\\\":\\\"--web.enable-lifecycle\\\"},{\\\"op\\\":\\\"add\\\",\\\"path\\\":"
            + "\\\"/spec/containers/0/args/-\\\",\\\"value\\\":\\\"--storage.tsdb.wal-compression\\\"}]";

    @TempDir
    Path folder;

    private void recorded(String name, String decision, String reasons, String patch) throws IOException {
        String flags =
                decision.equals("patched") ? "\"--web.enable-lifecycle\",\"--storage.tsdb.wal-compression\"" : "";
        Files.writeString(
                folder.resolve(name),
                "{\"version\":\"0.0.9\",\"endpoint\":\"/mutate\",\"mode\":\"enforce\",\"flags\":[\"lifecycle\","
                        + "\"walCompression\"],\"outcome\":{\"decision\":\"" + decision + "\",\"reasons\":[" + reasons
                        + "],\"flags\":[" + flags + "],\"patch\":\"" + patch + "\"}}\n" + REVIEW + "\n");
    }

    @Test
    void the_same_verdicts_are_a_success() throws IOException {
        recorded("a.jsonl", "patched", "", PATCH);
        Command replay = Command.run("replay", folder.toString());
        assertThat(replay.out()).isEqualTo("Reviews replayed: 1. Verdicts that differ: 0.\n");
        assertThat(replay.exitCode()).isZero();
    }

    @Test
    void a_verdict_that_differs_is_printed_with_both_and_fails() throws IOException {
        recorded("a.jsonl", "patched", "", PATCH);
        recorded("b.jsonl", "skipped", "\"NoReloader\"", "");
        recorded("c.jsonl", "patched", "", "[]");
        Command replay = Command.run("replay", folder.toString());
        assertThat(replay.out()).isEqualTo("""
                b.jsonl monitoring/prometheus-0: 0.0.9 skipped (NoReloader), now patched --web.enable-lifecycle \
                --storage.tsdb.wal-compression
                c.jsonl monitoring/prometheus-0: 0.0.9 patched --web.enable-lifecycle \
                --storage.tsdb.wal-compression, now another patch
                Reviews replayed: 3. Verdicts that differ: 2.
                """);
        assertThat(replay.exitCode()).isEqualTo(1);
    }

    @Test
    void no_recordings_and_what_is_not_a_recording_are_errors() throws IOException {
        Command empty = Command.run("replay", folder.toString());
        assertThat(empty.err()).isEqualTo(folder + ": there are no recordings here; serve --record makes them.\n");
        assertThat(empty.exitCode()).isEqualTo(2);
        Path missing = folder.resolve("missing");
        assertThat(Command.run("replay", missing.toString()).err())
                .isEqualTo(missing + ": this is not a folder that can be read; name the one of serve --record.\n");
        for (String content : new String[] {"", "{}\n", "[", "{\"endpoint\":\"/mutate\",\"mode\":\"enforce\"}\n{}"}) {
            Files.writeString(folder.resolve("x.jsonl"), content);
            Command replay = Command.run("replay", folder.toString());
            assertThat(replay.err())
                    .isEqualTo(folder.resolve("x.jsonl")
                            + ": this is not a recording of serve --record; remove it from the folder.\n");
            assertThat(replay.exitCode()).isEqualTo(2);
        }
    }
}
