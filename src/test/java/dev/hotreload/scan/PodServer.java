package dev.hotreload.scan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * An API server whose pods are made as they are listed, page by page. It can refuse paths, go away, and come back on
 * the same port.
 */
public final class PodServer implements AutoCloseable {

    /** A request, with its body where it has one. */
    public record Asked(String method, String path, String body) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private record Refusal(int code, String message) {}

    private final int pods;
    private final IntFunction<String> pod;
    private final int page;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "pod-server");
        thread.setDaemon(true);
        return thread;
    });
    private int port;
    private HttpServer server;

    /**
     * Starts one.
     *
     * @param pods how many
     * @param pod JSON of the pod with this index
     * @param page how many are on a page, whatever the client asks for
     */
    public PodServer(int pods, IntFunction<String> pod, int page) {
        this.pods = pods;
        this.pod = pod;
        this.page = page;
        answer("/version", "{\"gitVersion\": \"v1.36.3\"}");
        answer(
                "/api/v1/namespaces",
                "{\"kind\": \"NamespaceList\", \"apiVersion\": \"v1\", \"items\": ["
                        + "{\"metadata\": {\"name\": \"monitoring\"}}, {\"metadata\": {\"name\": \"team-a\"}}]}");
        server = start();
    }

    static PodServer of(String... pods) {
        return new PodServer(pods.length, i -> pods[i], 500);
    }

    private HttpServer start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/", this::answer);
            started.setExecutor(threads);
            started.start();
            port = started.getAddress().getPort();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = start();
    }

    /** Answers requests whose path begins so with a Status. */
    void refuse(String path, int code, String message) {
        refusals.put(path, new Refusal(code, message));
    }

    void allow(String path) {
        refusals.remove(path);
    }

    /** Answers requests whose path begins so with this. */
    void answer(String path, String json) {
        answers.put(path, json);
    }

    List<Asked> asked() {
        return asked;
    }

    /** Returns how many scans have begun to list pods. */
    public long scans() {
        return asked.stream()
                .filter(request -> request.path().startsWith("/api/v1/pods?"))
                .filter(request -> !request.path().contains("continue="))
                .count();
    }

    /** Returns the paths that were asked for with a method. */
    List<String> asked(String method) {
        return asked.stream()
                .filter(request -> request.method().equals(method))
                .map(Asked::path)
                .toList();
    }

    /** Writes a kubeconfig for it. */
    public Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: x
                    contexts: [{name: x, context: {cluster: x, user: x}}]
                    clusters: [{name: x, cluster: {server: "http://127.0.0.1:%d"}}]
                    users: [{name: x, user: {}}]
                    """.formatted(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(exchange.getRequestMethod(), path, body));
        Optional<Refusal> refusal = longest(refusals, path);
        Optional<String> answer = longest(answers, path);
        try (OutputStream out = exchange.getResponseBody()) {
            if (refusal.isPresent()) {
                status(exchange, out, refusal.get());
            } else if (exchange.getRequestMethod().equals("PATCH")) {
                send(exchange, out, 200, body);
            } else if (exchange.getRequestMethod().equals("DELETE")) {
                send(exchange, out, 200, "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Success\"}");
            } else if (answer.isPresent()) {
                send(exchange, out, 200, answer.get());
            } else if (path.startsWith("/api/v1/pods?")) {
                pods(exchange, out);
            } else {
                boolean list = path.contains("?limit=");
                if (list) {
                    send(exchange, out, 200, "{\"metadata\": {}, \"items\": []}");
                } else {
                    status(exchange, out, new Refusal(404, "not found"));
                }
            }
        }
    }

    private static <T> Optional<T> longest(Map<String, T> byPath, String path) {
        return byPath.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .max((a, b) -> a.getKey().length() - b.getKey().length())
                .map(Map.Entry::getValue);
    }

    private void pods(HttpExchange exchange, OutputStream out) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        int from = query.contains("continue=") ? Integer.parseInt(query.replaceAll(".*continue=", "")) : 0;
        int to = Math.min(from + page, pods);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        write(out, "{\"metadata\": {\"continue\": \"" + (to < pods ? String.valueOf(to) : "") + "\"}, \"items\": [");
        for (int i = from; i < to; i++) {
            write(out, (i > from ? "," : "") + pod.apply(i));
        }
        write(out, "]}");
    }

    private static void status(HttpExchange exchange, OutputStream out, Refusal refusal) throws IOException {
        send(
                exchange,
                out,
                refusal.code(),
                "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\"," + " \"code\": "
                        + refusal.code() + ", \"message\": \"" + refusal.message() + "\"}");
    }

    private static void send(HttpExchange exchange, OutputStream out, int code, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, 0);
        write(out, json);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
