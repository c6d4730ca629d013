package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.Reviews;
import dev.hotreload.server.TestClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process: what it prints, how it ends, and that a signal loses nothing. */
class CommandIT {

    private static final Pattern READY =
            Pattern.compile("hot-reload \\S+ is ready: https://localhost:(\\d+)/mutate http://localhost:(\\d+)\n");

    /** A build in the background of a script ignores SIGINT, and so does what it starts. */
    private static final List<String> HEEDING_INTERRUPTS = List.of("env", "--default-signal=INT");

    @TempDir
    Path folder;

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static Matcher awaitReady(Program serve) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> READY.matcher(serve.out()).find() || !serve.isAlive());
        Matcher ready = READY.matcher(serve.out());
        assertThat(ready.find()).as(serve.output()).isTrue();
        return ready;
    }

    private static HttpRequest review(String port) throws IOException {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/mutate"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(Reviews.EXAMPLE)))
                .build();
    }

    @Test
    void serve_says_where_it_serves_and_how_to_try_it() throws Exception {
        try (Program serve = Program.hotReload(
                "serve", "--self-signed", "--port=0", "--management-port=0", "--bind-address=127.0.0.1")) {
            Matcher ready = awaitReady(serve);
            String curl = "hot-reload example | curl -sk https://localhost:" + ready.group(1)
                    + "/mutate -H 'Content-Type: application/json' -d @-";
            await().until(() -> serve.out().contains("Try it: " + curl + "\n"));
            assertThat(serve.err()).contains("The certificate is self-signed");
            try (Program tried = Program.start(List.of(
                    "bash",
                    "-c",
                    "hot-reload() { '" + java() + "' -jar '" + Program.HOT_RELOAD + "' \"$@\"; }; " + curl))) {
                assertThat(tried.exitCode()).as(tried.output()).isZero();
                assertThat(tried.out()).contains("\"patchType\":\"JSONPatch\"");
            }
        }
    }

    @Test
    void ready_asks_a_webhook() throws Exception {
        try (Program serve = Program.hotReload(
                "serve", "--self-signed", "--port=0", "--management-port=0", "--bind-address=127.0.0.1")) {
            String readyz = "http://127.0.0.1:" + awaitReady(serve).group(2) + "/readyz";
            try (Program ready = Program.hotReload("ready", readyz);
                    Program not = Program.hotReload("ready", readyz.replace("readyz", "none"));
                    Program away = Program.hotReload("ready", "http://127.0.0.1:1/readyz")) {
                assertThat(ready.exitCode()).isZero();
                assertThat(ready.out()).isEqualTo("ok\n");
                assertThat(not.exitCode()).isEqualTo(1);
                assertThat(away.exitCode()).isEqualTo(2);
                assertThat(away.err()).isEqualTo("The URL cannot be reached: nothing answers there.\n");
            }
        }
    }

    @Test
    void termination_while_fifty_requests_a_second_arrive_loses_none_and_ends_with_0() throws Exception {
        try (Program serve = Program.hotReload(
                "serve",
                "--self-signed",
                "--port=0",
                "--management-port=0",
                "--bind-address=127.0.0.1",
                "--drain-delay=2s")) {
            String port = awaitReady(serve).group(1);
            HttpRequest request = review(port);
            HttpClient client = TestClient.trusting();
            List<CompletableFuture<Object>> answers = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; serve.isAlive() && i < 1_000; i++) {
                if (i == 100) {
                    serve.terminate();
                }
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                        .handle((response, e) -> e == null ? response.statusCode() : e));
                long next = start + (i + 1) * 20_000_000L;
                Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
            }
            assertThat(serve.exitCode()).isZero();
            List<Object> results = answers.stream().map(CompletableFuture::join).toList();
            // What came when the listener was closed was never accepted: the connection is refused.
            List<Object> accepted =
                    results.stream().filter(result -> !isRefused(result)).toList();
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(190).allMatch(Integer.valueOf(200)::equals);
            System.out.println("SIGTERM under load: " + accepted.size() + " answered with 200, none lost, "
                    + (results.size() - accepted.size()) + " refused after the end");
        }
    }

    private static boolean isRefused(Object result) {
        for (Throwable e = result instanceof Throwable t ? t : null; e != null; e = e.getCause()) {
            if (e instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    @Test
    void every_option_can_come_from_the_environment_and_help_does_not_tell_it() {
        Map<String, String> environment = Map.of(
                "HOT_RELOAD_SELF_SIGNED", "true",
                "HOT_RELOAD_PORT", "0",
                "HOT_RELOAD_MANAGEMENT_PORT", "0",
                "HOT_RELOAD_BIND_ADDRESS", "127.0.0.1",
                "HOT_RELOAD_LOG_FORMAT", "text");
        try (Program serve = Program.hotReload(environment, "serve")) {
            awaitReady(serve);
            assertThat(serve.err()).contains(" INFO  Ready ").doesNotContain("{\"timestamp\"");
        }
        try (Program help = Program.hotReload(Map.of("HOT_RELOAD_TLS_KEY", "/secret"), "help", "serve")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("--tls-key=FILE").doesNotContain("/secret");
        }
    }

    @Test
    void what_cannot_be_used_ends_with_2_and_one_sentence() throws Exception {
        assertEndsWith2(
                "Give either both --tls-cert and --tls-key, or --tls self-managed, or --self-signed to try it out.",
                "serve");
        assertEndsWith2("--client-name needs --client-ca.", "serve", "--self-signed", "--client-name=x");
        assertEndsWith2("a duration is a number and ms, s, m or h, like 5s", "serve", "--drain-delay=x");
        assertEndsWith2("There is no command nonsense", "nonsense");
        Path config = folder.resolve("c.yaml");
        Files.writeString(config, "mode: x");
        assertEndsWith2(
                config + ":1: mode is one of enforce, audit, off.\n",
                "serve",
                "--self-signed",
                "--port=0",
                "--management-port=0",
                "--config=" + config);
        assertEndsWith2(
                "/nowhere: there is no such file.\n",
                "serve",
                "--port=0",
                "--management-port=0",
                "--tls-cert=/nowhere",
                "--tls-key=/nowhere");
        assertEndsWith2(
                "Give either both --tls-cert and --tls-key, or --tls self-managed, or --self-signed to try it out.",
                "serve",
                "--self-signed",
                "--tls=self-managed");
    }

    @Test
    void a_port_that_cannot_be_had_is_one_sentence_and_no_line_of_a_library() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertSays(
                    "--port=" + used.getLocalPort()
                            + ": the port cannot be opened on 127.0.0.1; is it in use? Choose another one.\n",
                    "--management-port=0",
                    "--port=" + used.getLocalPort());
            assertSays(
                    "--management-port=" + used.getLocalPort()
                            + ": the port cannot be opened on 127.0.0.1; is it in use? Choose another one.\n",
                    "--port=0",
                    "--management-port=" + used.getLocalPort());
        }
        assertSays(
                "--port and --management-port are both 9000; give one of them another number.\n",
                "--port=9000",
                "--management-port=9000");
        assertSays("--bind-address=192.0.2.1: this machine does not have this address.\n", "--bind-address=192.0.2.1");
    }

    private static void assertSays(String sentence, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--self-signed"));
        arguments.addAll(List.of(options));
        try (Program serve = Program.hotReload(arguments.toArray(String[]::new))) {
            assertThat(serve.exitCode()).isEqualTo(2);
            assertThat(serve.err()).isEqualTo(sentence);
            assertThat(serve.out()).isEmpty();
        }
    }

    private static void interrupt(long pid) {
        try (Program kill = Program.start(List.of("kill", "-INT", Long.toString(pid)))) {
            assertThat(kill.exitCode()).isZero();
        }
    }

    @Test
    void the_second_interrupt_ends_what_the_first_one_shuts_down() {
        List<String> command = new ArrayList<>(HEEDING_INTERRUPTS);
        command.addAll(List.of(java().toString(), "-jar", Program.HOT_RELOAD.toString(), "serve", "--self-signed"));
        command.addAll(List.of("--port=0", "--management-port=0", "--drain-delay=5m"));
        try (Program serve = Program.start(command)) {
            awaitReady(serve);
            interrupt(serve.pid());
            await().until(() -> serve.err().contains("Shutdown requested; serving for another PT5M"));
            interrupt(serve.pid());
            assertThat(serve.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void at_a_terminal_one_interrupt_ends_it_without_a_delay() throws Exception {
        String serve = String.join(" ", HEEDING_INTERRUPTS) + " '" + java() + "' -jar '" + Program.HOT_RELOAD
                + "' serve --self-signed --port=0 --management-port=0 & echo pid=$! ; fg >/dev/null";
        // A shell with jobs, so that the server is the foreground of the terminal.
        try (Program terminal = Program.start(List.of("script", "-qec", "set -m; " + serve, "/dev/null"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> terminal.out().contains(" is ready: "));
            Matcher pid = Pattern.compile("pid=(\\d+)").matcher(terminal.out());
            assertThat(pid.find()).isTrue();
            interrupt(Long.parseLong(pid.group(1)));
            assertThat(terminal.exitCode()).as(terminal.out()).isZero();
            assertThat(terminal.out()).contains("Shutdown requested; serving for another PT0S");
        }
    }

    private static void assertEndsWith2(String message, String... arguments) {
        try (Program program = Program.hotReload(arguments)) {
            assertThat(program.exitCode()).as(program.output()).isEqualTo(2);
            assertThat(program.err()).contains(message).doesNotContain("\tat ");
        }
    }

    @Test
    void version_and_help() {
        try (Program version = Program.hotReload("version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.out()).matches("hot-reload \\d+\\.\\d+\\.\\d+\n");
        }
        try (Program help = Program.hotReload("--help")) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("serve", "version", "help");
        }
    }

    @Test
    void logs_are_lines_of_json_that_hold_nothing_of_the_pod_but_names() throws Exception {
        try (Program serve = Program.hotReload(
                "serve", "--self-signed", "--port=0", "--management-port=0", "--bind-address=127.0.0.1")) {
            String port = awaitReady(serve).group(1);
            TestClient.trusting().send(review(port), HttpResponse.BodyHandlers.discarding());
            await().until(() -> serve.err().contains("\"decision\":\"patched\""));
            String line = serve.err()
                    .lines()
                    .filter(l -> l.contains("\"decision\":\"patched\""))
                    .findFirst()
                    .orElseThrow();
            var json = dev.hotreload.ManifestFixtures.JSON.readTree(line);
            assertThat(json.get("uid").asText()).isEqualTo(Reviews.UID);
            assertThat(json.get("namespace").asText()).isEqualTo("monitoring");
            assertThat(json.get("generateName").asText()).isEqualTo("prometheus-server-7d9f8c6b5d-");
            assertThat(json.get("ownerKind").asText()).isEqualTo("ReplicaSet");
            assertThat(json.get("flags").asText()).contains("--web.enable-lifecycle");
            assertThat(json.get("mode").asText()).isEqualTo("enforce");
            assertThat(json.get("dryRun").asBoolean()).isFalse();
            assertThat(json.get("durationMicros").isNumber()).isTrue();
            assertThat(line).doesNotContain("--config.file", "/etc/config", "127.0.0.1:9090", "v2.48.0");
        }
    }
}
