package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a system may do to the process. */
class ServeFaultsIT {

    private static final String PLAIN = "exec \"$@\"";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void each_signal_shuts_down_in_order_with_exit_code_0(String signal) throws Exception {
        try (ServeProcess serve =
                ServeProcess.start(folder, PLAIN, "--drain-delay=1s").ready()) {
            serve.signal(signal);
            await().until(() -> serve.err().contains("Shutdown requested; serving for another PT1S"));
            assertThat(serve.review().get()).isEqualTo(200);
            assertThat(serve.exitCode()).isZero();
            assertThat(serve.err()).contains("\"Stopped\"");
        }
    }

    @Test
    void a_second_signal_changes_nothing() throws Exception {
        try (ServeProcess serve =
                ServeProcess.start(folder, PLAIN, "--drain-delay=3s").ready()) {
            serve.signal("TERM");
            await().until(() -> serve.get("/readyz").startsWith("not ready: shutting down"));
            serve.signal("TERM");
            serve.signal("INT");
            assertThat(serve.review().get()).isEqualTo(200);
            assertThat(serve.exitCode()).isZero();
            assertThat(serve.err()).containsOnlyOnce("Shutdown requested").contains("\"Stopped\"");
        }
    }

    @Test
    void a_process_that_is_stopped_for_a_while_answers_when_it_goes_on() throws Exception {
        try (ServeProcess serve = ServeProcess.start(folder, PLAIN, "--request-read-timeout=500ms", "--drain-delay=0s")
                .ready()) {
            assertThat(serve.review().get()).isEqualTo(200);
            serve.signal("STOP");
            CompletableFuture<Integer> kept = serve.review();
            CompletableFuture<Integer> fresh = serve.review();
            // Longer than a request may take.
            Thread.sleep(2_000);
            assertThat(kept).isNotDone();
            assertThat(fresh).isNotDone();
            serve.signal("CONT");
            assertThat(kept.get()).isEqualTo(200);
            assertThat(fresh.get()).isEqualTo(200);
            assertThat(serve.get("/readyz")).isEqualTo("ok\n");
        }
    }

    @Test
    void a_full_disk_for_the_log_stops_no_review() throws Exception {
        try (ServeProcess serve = ServeProcess.start(folder, "exec \"$@\" 2>/dev/full", "--drain-delay=0s")
                .ready()) {
            for (int i = 0; i < 50; i++) {
                assertThat(serve.review().get()).isEqualTo(200);
            }
            assertThat(serve.get("/readyz")).isEqualTo("ok\n");
            serve.signal("TERM");
            assertThat(serve.exitCode()).isZero();
        }
    }

    @Test
    void a_low_limit_of_open_files_is_a_clear_error_at_start() throws Exception {
        try (ServeProcess serve = ServeProcess.start(folder, "ulimit -n 64; exec \"$@\"")) {
            assertThat(serve.exitCode()).isEqualTo(2);
            assertThat(serve.err())
                    .startsWith("The system lets this process open 64 files, and it needs ")
                    .endsWith(", or lower --max-connections.\n");
        }
    }

    @Test
    void an_exhausted_heap_shuts_down_in_order_with_exit_code_2() throws Exception {
        Path trigger = folder.resolve("leak");
        try (ServeProcess serve = ServeProcess.run(
                folder,
                List.of(
                        ServeProcess.java(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LeakingServer.class.getName(),
                        trigger.toString()))) {
            serve.ready();
            assertThat(serve.review().get()).isEqualTo(200);
            Files.createFile(trigger);
            assertThat(serve.exitCode()).as(serve.err()).isEqualTo(2);
            assertThat(serve.err())
                    .contains("\"The heap is exhausted; shutting down\"")
                    .contains("\"Stopped\"");
        }
    }
}
