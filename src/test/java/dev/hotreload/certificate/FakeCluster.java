package dev.hotreload.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** An API server with one Secret and one registration, which may also refuse everything. */
final class FakeCluster implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private volatile Optional<Map<String, String>> secret = Optional.empty();
    private final AtomicInteger version = new AtomicInteger();
    private volatile String bundle = "";
    private volatile String fields = "{}";
    private volatile Optional<MockResponse> refusal = Optional.empty();

    FakeCluster() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return refusal.orElseGet(() -> answer(request));
            }
        });
        server.start();
    }

    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.url("/").toString())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    void put(Map<String, String> data) {
        secret = Optional.of(data);
        version.incrementAndGet();
    }

    Map<String, String> secret() {
        return secret.orElse(Map.of());
    }

    String bundle() {
        return new String(Base64.getDecoder().decode(bundle), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Gives the webhook of the registration more fields, as JSON. */
    void register(String more) {
        fields = more;
    }

    void refuse(int code, String body) {
        refusal = Optional.of(json(code, body));
    }

    void goOn() {
        refusal = Optional.empty();
    }

    private MockResponse answer(RecordedRequest request) {
        try {
            return request.getTarget().contains("/secrets") ? secret(request) : registration(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private MockResponse secret(RecordedRequest request) throws IOException {
        if (request.getMethod().equals("GET")) {
            return secret.isEmpty() ? json(404, "{\"kind\": \"Status\", \"code\": 404}") : json(200, stored());
        }
        Map<String, String> data = new TreeMap<>();
        JsonNode written = JSON.readTree(request.getBody().utf8());
        written.get("stringData")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        put(data);
        return json(200, stored());
    }

    private String stored() {
        ObjectNode object = JSON.createObjectNode().put("kind", "Secret").put("apiVersion", "v1");
        object.putObject("metadata").put("name", "hot-reload-tls").put("resourceVersion", "v" + version.get());
        ObjectNode data = object.putObject("data");
        secret().forEach((key, value) -> data.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        return object.toString();
    }

    private MockResponse registration(RecordedRequest request) throws IOException {
        if (!request.getMethod().equals("GET")) {
            bundle = JSON.readTree(request.getBody().utf8())
                    .at("/webhooks/0/clientConfig/caBundle")
                    .asText();
        }
        ObjectNode object = JSON.createObjectNode()
                .put("kind", "MutatingWebhookConfiguration")
                .put("apiVersion", "admissionregistration.k8s.io/v1");
        object.putObject("metadata").put("name", "hot-reload");
        ObjectNode hook = object.putArray("webhooks").addObject().put("name", "pods.hot-reload.dev");
        hook.putObject("clientConfig").put("caBundle", bundle);
        hook.setAll((ObjectNode) JSON.readTree(fields));
        return json(200, object.toString());
    }

    private static MockResponse json(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
