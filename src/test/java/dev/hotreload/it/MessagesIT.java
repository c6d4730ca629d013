package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.troubleshooting.Message;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages of {@code explain} are the words of the real programs. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class MessagesIT {

    @TempDir
    Path folder;

    private Program reloader(String url, String... more) throws Exception {
        Files.writeString(folder.resolve("prometheus.yml"), "a");
        List<String> command = new ArrayList<>(List.of(
                RealParts.CONFIG_RELOADER.toString(),
                "--watched-dir=" + folder,
                "--listen-address=127.0.0.1:" + PodOnThisMachine.freePort(),
                "--watch-interval=1s",
                "--retry-interval=100ms",
                "--delay-interval=100ms",
                "--reload-url=" + url));
        command.addAll(List.of(more));
        return Program.start(command);
    }

    /** Quotes are escaped in the reloader's log lines. */
    private static void awaitSaid(Program program, String message) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(program.output().replace("\\", "")).contains(message));
    }

    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "NOT_FOUND", "METHOD_NOT_ALLOWED", "UNAUTHORIZED", "BAD_REQUEST", "SERVER_ERROR"})
    void the_reloader_reports_a_status(Message message) throws Exception {
        String status = message.text().replaceFirst(".*response: ", "").replaceFirst(";.*", "");
        try (MockWebServer prometheus = new MockWebServer()) {
            for (int i = 0; i < 20; i++) {
                prometheus.enqueue(
                        new MockResponse.Builder().status("HTTP/1.1 " + status).build());
            }
            prometheus.start(InetAddress.getLoopbackAddress(), 0);
            try (Program reloader = reloader("http://127.0.0.1:" + prometheus.getPort() + "/-/reload")) {
                awaitSaid(reloader, message.text());
            }
        }
    }

    @Test
    void the_reloader_reports_a_refused_connection_and_a_slow_reload() throws Exception {
        int nobody = PodOnThisMachine.freePort();
        try (Program reloader = reloader("http://127.0.0.1:" + nobody + "/-/reload")) {
            awaitSaid(reloader, Message.CONNECTION_REFUSED.text().replace("9090", Integer.toString(nobody)));
        }
        try (MockWebServer slow = new MockWebServer()) {
            for (int i = 0; i < 20; i++) {
                slow.enqueue(new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
            }
            slow.start(InetAddress.getLoopbackAddress(), 0);
            try (Program reloader =
                    reloader("http://127.0.0.1:" + slow.getPort() + "/-/reload", "--reload-timeout=500ms")) {
                awaitSaid(reloader, Message.RELOAD_TOO_SLOW.text().replace("9090", Integer.toString(slow.getPort())));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REPEATED, --web.enable-lifecycle --web.enable-lifecycle",
        "UNEXPECTED_TRUE, --web.enable-lifecycle=true",
        "UNEXPECTED_TRUE, --web.enable-lifecycle true",
    })
    void prometheus_reports_what_it_does_not_start_with(Message message, String arguments) throws Exception {
        for (RealPrometheus prometheus : RealPrometheus.values()) {
            List<String> command = new ArrayList<>(List.of(prometheus.program().toString()));
            command.addAll(List.of(arguments.split(" ")));
            try (Program program = Program.start(command)) {
                assertThat(program.exitCode()).isNotZero();
                assertThat(program.output()).contains(message.text()).contains(message.variants());
            }
        }
    }

    @Test
    void prometheus_reports_a_flag_that_it_does_not_know() {
        try (Program program =
                Program.start(List.of(RealParts.PROMETHEUS.toString(), "--storage.tsdb.wal-compression-of-tomorrow"))) {
            assertThat(program.exitCode()).isNotZero();
            assertThat(program.output())
                    .contains(Message.UNKNOWN_FLAG.text().replace("compression", "compression-of-tomorrow"));
        }
    }
}
