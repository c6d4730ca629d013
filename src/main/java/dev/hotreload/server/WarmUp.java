package dev.hotreload.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.tls.KeyMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends reviews through the real listener before the server calls itself ready: the first review of a cold JVM takes
 * longer than the API server may be willing to wait.
 */
final class WarmUp {

    private static final int REVIEWS = 300;

    private final URI address;
    private final KeyMaterial client;
    private final X509Certificate server;
    private final String uid;

    /**
     * Takes whom to call, and as whom.
     *
     * @param server the one certificate that is trusted, whatever name it bears
     * @param uid the uid of the reviews, by which they are told from real ones
     */
    WarmUp(URI address, KeyMaterial client, X509Certificate server, String uid) {
        this.address = address;
        this.client = client;
        this.server = server;
        this.uid = uid;
    }

    /** Sends all reviews, one after the other; throws when one is not answered with 200. */
    void run() throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(client.keyManagers().toArray(KeyManager[]::new), new TrustManager[] {new Pinned(server)}, null);
        HttpClient http = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        List<HttpRequest> requests = requests();
        for (int i = 0; i < REVIEWS; i++) {
            HttpResponse<byte[]> response =
                    http.send(requests.get(i % requests.size()), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("a review of the warm-up was answered with " + response.statusCode());
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

    /** Trusts one certificate. */
    private static final class Pinned extends X509ExtendedTrustManager {
        private final X509Certificate certificate;

        Pinned(X509Certificate certificate) {
            this.certificate = certificate;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!chain[0].equals(certificate)) {
                throw new CertificateException("another server answers on our port");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no client is expected here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
