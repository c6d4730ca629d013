package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;

/** {@code serve} as a process of its own, whose output goes to files. */
final class ServeProcess implements AutoCloseable {

    private static final Pattern READY =
            Pattern.compile("is ready: https://localhost:(\\d+)/mutate http://localhost:(\\d+)");

    private final HttpClient client = TestServer.client(TestServer.trustingContext(new KeyManager[0]));
    private final Process process;
    private final Path out;
    private final Path err;

    private ServeProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command, in which {@code "$@"} stands for one that serves; does not wait. */
    static ServeProcess start(Path folder, String shell, String... options) throws IOException {
        List<String> serving = new ArrayList<>(
                List.of(java(), "-jar", System.getProperty("hot-reload.jar", "target/hot-reload.jar"), "serve"));
        serving.addAll(List.of("--self-signed", "--port=0", "--management-port=0", "--bind-address=127.0.0.1"));
        serving.addAll(List.of(options));
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        command.addAll(serving);
        return run(folder, command);
    }

    static ServeProcess run(Path folder, List<String> command) throws IOException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        return new ServeProcess(
                new ProcessBuilder(withDefaultSignals(command))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start(),
                out,
                err);
    }

    /** A build in the background, or under nohup, ignores signals, and so would each process that it starts. */
    private static List<String> withDefaultSignals(List<String> command) {
        return Stream.concat(Stream.of("env", "--default-signal=HUP,INT,TERM"), command.stream())
                .toList();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits until it is ready. */
    ServeProcess ready() {
        await().atMost(Duration.ofMinutes(2)).until(() -> READY.matcher(out()).find() || !process.isAlive());
        assertThat(out()).as(err()).containsPattern(READY);
        return this;
    }

    private String port(int group) {
        Matcher ready = READY.matcher(out());
        assertThat(ready.find()).isTrue();
        return ready.group(group);
    }

    CompletableFuture<Integer> review() {
        return client.sendAsync(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port(1) + "/mutate"))
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(60))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(TestListener.example()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    String get(String path) {
        return TestServer.send(
                        client,
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(2) + path))
                                .build())
                .body();
    }

    void signal(String name) throws IOException, InterruptedException {
        int sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(sent).isZero();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as(err()).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
