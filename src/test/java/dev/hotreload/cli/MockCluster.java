package dev.hotreload.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** An API server with prepared answers to the beginnings of paths; anything else is not found. */
final class MockCluster implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final Path folder;

    MockCluster(Path folder) {
        this.folder = folder;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.entrySet().stream()
                        .filter(answer -> request.getTarget().startsWith(answer.getKey()))
                        .max((a, b) -> a.getKey().length() - b.getKey().length())
                        .map(Map.Entry::getValue)
                        .orElseGet(() -> status(404, "the server could not find the requested resource"));
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    MockCluster answer(String path, MockResponse answer) {
        answers.put(path, answer);
        return this;
    }

    MockCluster answer(String path, String json) {
        return answer(path, json(200, json));
    }

    MockCluster version(String version) {
        return answer("/version", "{\"major\": \"1\", \"minor\": \"36\", \"gitVersion\": \"" + version + "\"}");
    }

    static MockResponse json(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** Returns a Status, as an API server refuses. */
    static MockResponse status(int code, String message) {
        ObjectNode status = ManifestFixtures.JSON.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.put("message", message).put("code", code);
        return json(code, status.toString());
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Returns the address as messages name it. */
    String named() {
        return address() + " (context test in " + kubeconfig(address()) + ")";
    }

    Path kubeconfig(String address) {
        try {
            return Files.writeString(folder.resolve("config"), """
                    apiVersion: v1
                    kind: Config
                    current-context: test
                    contexts: [{name: test, context: {cluster: test, user: test}}]
                    clusters: [{name: test, cluster: {server: "%s"}}]
                    users: [{name: test, user: {token: secret}}]
                    """.formatted(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command with this cluster. */
    Command run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--kubeconfig=" + kubeconfig(address()));
        return Command.run(all.toArray(String[]::new));
    }
}
