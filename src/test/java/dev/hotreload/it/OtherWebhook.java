package dev.hotreload.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.server.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another product's webhook for pods, called after ours because of its registration's name. */
final class OtherWebhook implements AutoCloseable {

    static final String NAME = "zz-other";

    /** What it does to a pod: the operations of a JSON Patch, none where there is nothing to do. */
    interface Change {
        void to(JsonNode pod, ArrayNode operations);
    }

    private final HttpsServer server;
    private final Change change;

    private OtherWebhook(HttpsServer server, Change change) {
        this.server = server;
        this.change = change;
    }

    static OtherWebhook start(Path certificates, Change change) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(
                TestServer.servingContext(certificates.resolve("tls.crt"), certificates.resolve("tls.key"))));
        OtherWebhook webhook = new OtherWebhook(server, change);
        server.createContext("/", webhook::answer);
        server.start();
        return webhook;
    }

    /** Returns its MutatingWebhookConfiguration, without an address yet. */
    static ObjectNode registration() {
        return (ObjectNode) ManifestFixtures.parse("""
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                  - name: other.example.org
                    sideEffects: None
                    admissionReviewVersions: [v1]
                    clientConfig: {url: "https://localhost:1/"}
                    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
                """.formatted(NAME)).get(0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode review = ManifestFixtures.JSON.readTree(exchange.getRequestBody());
        ArrayNode operations = ManifestFixtures.JSON.createArrayNode();
        change.to(review.at("/request/object"), operations);
        ObjectNode answer = ManifestFixtures.JSON.createObjectNode();
        answer.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = answer.putObject("response").put("allowed", true);
        response.put("uid", review.at("/request/uid").asText());
        if (!operations.isEmpty()) {
            response.put("patchType", "JSONPatch");
            response.put("patch", operations.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
