package dev.hotreload.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.PinnedServer;
import dev.hotreload.tls.ServerContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Sends reviews through the real listener before the server becomes ready: the first review of a cold JVM takes longer
 * than the API server may wait.
 *
 * @param address of the webhook
 * @param client as whom it is called
 * @param server the one certificate that is trusted, whatever name it holds
 * @param uid of the reviews, by which they are neither counted nor logged
 */
record WarmUp(URI address, KeyMaterial client, X509Certificate server, String uid) {

    /** How many reviews there are; the training run of the image needs more than a start does. */
    private static final int REVIEWS = Integer.getInteger("hot-reload.warm-up-reviews", 100);

    /** Sends all reviews, one after the other; throws when an answer is not 200. */
    void run() throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = ServerContext.context(client, new TrustManager[] {new PinnedServer(server)});
        HttpClient http = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        List<HttpRequest> requests = requests();
        for (int i = 0; i < REVIEWS; i++) {
            HttpResponse<byte[]> response =
                    http.send(requests.get(i % requests.size()), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("the answer to a warm-up review is " + response.statusCode());
            }
        }
    }

    private List<HttpRequest> requests() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<HttpRequest> requests = new ArrayList<>();
        try (InputStream pods = Objects.requireNonNull(WarmUp.class.getResourceAsStream("warm-up.json"))) {
            for (JsonNode pod : mapper.readTree(pods)) {
                requests.add(HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(review(mapper, pod))))
                        .build());
            }
        }
        return requests;
    }

    private ObjectNode review(ObjectMapper mapper, JsonNode pod) {
        ObjectNode review = mapper.createObjectNode();
        review.put("kind", "AdmissionReview").put("apiVersion", "admission.k8s.io/v1");
        ObjectNode request = review.putObject("request");
        request.put("uid", uid).put("operation", "CREATE").put("namespace", "default");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.set("object", pod);
        return review;
    }
}
