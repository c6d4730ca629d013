package dev.hotreload.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** An API server with prepared answers; any other path is an empty list. */
final class MockApiServer implements AutoCloseable {

    static final String CONTAINERS = """
            [{"name": "p", "image": "prom/prometheus:v2.48.0", "args": ["--config.file=/a"]},
             {"name": "r", "image": "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
              "args": ["--webhook-url=http://localhost:9090/-/reload"]}]""";
    static final String COMPLIANT_CONTAINERS = """
            [{"name": "p", "image": "prom/prometheus:v2.48.0",
              "args": ["--web.enable-lifecycle", "--storage.tsdb.wal-compression"]},
             {"name": "r", "image": "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
              "args": ["--webhook-url=http://localhost:9090/-/reload"]}]""";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Path folder;

    MockApiServer(Path folder) {
        this.folder = folder;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getTarget();
                asked.add(path);
                boolean namespaces = path.startsWith("/api/v1/namespaces?");
                return answers.getOrDefault(path, namespaces ? list("", namespace("monitoring")) : list(""));
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

    void answer(String path, MockResponse answer) {
        answers.put(path, answer);
    }

    /** Returns the paths that were asked for. */
    List<String> asked() {
        return asked;
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Returns the address as messages name it. */
    String named() {
        return address() + " (context test in " + folder + "/config)";
    }

    /** Runs the review of this cluster. */
    Command review(String... more) {
        String kubeconfig = """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test, namespace: own}}]
                clusters: [{name: test, cluster: {server: "%s"}}]
                users: [{name: test, user: {token: secret}}]
                """.formatted(address());
        try {
            Files.writeString(folder.resolve("config"), kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of("review", "--live", "--kubeconfig", folder + "/config"));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    static MockResponse list(String token, JsonNode... items) {
        ObjectNode list = ManifestFixtures.JSON.createObjectNode().put("kind", "X");
        list.putObject("metadata").put("continue", token);
        ArrayNode array = list.putArray("items");
        List.of(items).forEach(array::add);
        return json(list.toString());
    }

    static ObjectNode namespace(String name) {
        ObjectNode namespace = ManifestFixtures.JSON.createObjectNode();
        namespace.putObject("metadata").put("name", name);
        return namespace;
    }

    static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** Returns a Status; {@code token} is what a list can go on with. */
    static MockResponse refusal(int code, String token) {
        ObjectNode status = ManifestFixtures.JSON.createObjectNode().put("kind", "Status");
        status.putObject("metadata").put("continue", token);
        return json(status.toString()).newBuilder().code(code).build();
    }

    /** Returns a workload whose template is to be patched. */
    static ObjectNode workload(String name) {
        ObjectNode workload = object("monitoring", name);
        workload.putObject("spec").putObject("template").putObject("spec").set("containers", tree(CONTAINERS));
        return workload;
    }

    /** Returns a pod that lacks its flags. */
    static ObjectNode pod(String name) {
        return pod("monitoring", name, CONTAINERS);
    }

    static ObjectNode pod(String namespace, String name, String containers) {
        ObjectNode pod = object(namespace, name);
        pod.putObject("spec").set("containers", tree(containers));
        return pod;
    }

    /** Gives an object a controller. */
    static ObjectNode owned(ObjectNode object, String kind, String name) {
        object.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("controller", true)
                .put("kind", kind)
                .put("name", name);
        return object;
    }

    /** Gives a pod the ReplicaSet of a Deployment as its controller. */
    static ObjectNode deployed(ObjectNode pod, String deployment, String hash) {
        pod.withObject("/metadata/labels").put("pod-template-hash", hash);
        return owned(pod, "ReplicaSet", deployment + "-" + hash);
    }

    private static ObjectNode object(String namespace, String name) {
        ObjectNode object = ManifestFixtures.JSON.createObjectNode();
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }

    private static JsonNode tree(String json) {
        try {
            return ManifestFixtures.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
