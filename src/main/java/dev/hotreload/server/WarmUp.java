package dev.hotreload.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.PinnedServer;
import dev.hotreload.tls.ServerContext;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Sends reviews through the real listener before the server becomes ready: the first review of a cold JVM takes longer
 * than the API server may wait.
 *
 * @param address of the webhook
 * @param client as whom it is called; empty where any client is accepted
 * @param server the one certificate that is trusted, whatever name it holds
 * @param uid of the reviews, by which they are neither counted nor logged
 */
record WarmUp(URI address, Optional<KeyMaterial> client, X509Certificate server, String uid) {

    /** How many reviews are sent at least; the training run of the image sends more than a start does. */
    private static final int LEAST = Integer.getInteger("hot-reload.warm-up-reviews", 10);

    private static final int MOST = Math.max(LEAST, 100);

    /** It is warm when all kinds of review are answered as fast as this. */
    private static final Duration FAST = Duration.ofMillis(2);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CONTENT_LENGTH = "content-length:";

    /** Sends reviews, one after the other, until they are answered fast; throws when an answer is not 200. */
    void run() throws IOException, GeneralSecurityException {
        SSLContext context = ServerContext.context(client, new TrustManager[] {new PinnedServer(server)});
        List<byte[]> requests = requests();
        try (Socket socket = context.getSocketFactory().createSocket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int fast = 0;
            for (int i = 0; i < LEAST || (i < MOST && fast < requests.size()); i++) {
                long start = System.nanoTime();
                out.write(requests.get(i % requests.size()));
                readAnswer(in);
                fast = System.nanoTime() - start < FAST.toNanos() ? fast + 1 : 0;
            }
        }
    }

    private static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(CONTENT_LENGTH)) {
                length = Integer.parseInt(
                        header.substring(CONTENT_LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        if (!status.contains(" 200 ")) {
            throw new IOException("the answer to a warm-up review is " + status);
        }
    }

    /** Reads a line of the head, which the server itself has written. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server has closed the connection of the warm-up");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private List<byte[]> requests() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<byte[]> requests = new ArrayList<>();
        try (InputStream pods = Objects.requireNonNull(WarmUp.class.getResourceAsStream("warm-up.json"))) {
            for (JsonNode pod : mapper.readTree(pods)) {
                byte[] body = mapper.writeValueAsBytes(review(mapper, pod));
                String head = "POST " + address.getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
                ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
                request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
                request.writeBytes(body);
                requests.add(request.toByteArray());
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
