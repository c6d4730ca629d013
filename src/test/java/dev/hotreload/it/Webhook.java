package dev.hotreload.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The webhook of this build as a process of its own, on free ports of this machine. */
final class Webhook implements AutoCloseable {

    private static final Pattern READY = Pattern.compile(
            "hot-reload (?<version>\\S+) is ready: https://localhost:(?<port>\\d+)/mutate http://localhost:(?<management>\\d+)\n");

    private final Program process;

    private Webhook(Program process) {
        this.process = process;
    }

    /** Starts it and does not wait. */
    static Webhook start(String... options) {
        return start(Program.HOT_RELOAD, options);
    }

    /** Starts the one of another build, and does not wait. */
    static Webhook start(Path jar, String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--bind-address=127.0.0.1"));
        if (List.of(options).stream().noneMatch(option -> option.startsWith("--port"))) {
            arguments.addAll(List.of("--port=0", "--management-port=0"));
        }
        arguments.addAll(List.of(options));
        return new Webhook(Program.hotReload(jar, arguments.toArray(String[]::new)));
    }

    /** Waits until it listens. */
    Webhook listening() {
        await().atMost(Duration.ofSeconds(60)).until(() -> hasAnnounced() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError(process.output());
        }
        return this;
    }

    private Matcher announced() {
        Matcher ready = READY.matcher(process.out());
        if (!ready.find()) {
            throw new AssertionError(process.output());
        }
        return ready;
    }

    Program program() {
        return process;
    }

    /** Returns whether it has said where it listens. */
    boolean hasAnnounced() {
        return READY.matcher(process.out()).find();
    }

    /** Returns the URL of the management port, without a path. */
    String management() {
        return "http://127.0.0.1:" + announced().group("management");
    }

    /** Returns the version that it says it is. */
    String version() {
        return announced().group("version");
    }

    int port() {
        return Integer.parseInt(announced().group("port"));
    }

    /** Returns the body of a page of the management port. */
    HttpResponse<String> get(String path) {
        URI uri = URI.create(management() + path);
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(process.output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns whether it says so; one that cannot be reached is not. */
    boolean isReady() {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Returns how many reviews have been answered. */
    long reviews() {
        return (long) get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("hot_reload_reviews_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String log() {
        return process.err();
    }

    void terminate() {
        process.terminate();
    }

    int exitCode() {
        return process.exitCode();
    }

    @Override
    public void close() {
        process.close();
    }
}
