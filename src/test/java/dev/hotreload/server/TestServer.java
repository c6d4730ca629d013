package dev.hotreload.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.awaitility.Awaitility;

/** A real server on free ports of 127.0.0.1, and a real TLS client of it. */
public final class TestServer implements AutoCloseable {

    static final ServerOptions OPTIONS = new ServerOptions(
            new ServerOptions.Addresses("127.0.0.1", 0, 0),
            new ServerOptions.Certificate.SelfSigned(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Limits.DEFAULT,
            new ServerOptions.Drain(Duration.ofMillis(200), Duration.ofSeconds(5)),
            Duration.ofMillis(200));

    static {
        // Long enough for a machine that is busy with other things too.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private final HotReloadServer server;
    private final HttpClient client = client(trustingContext(new KeyManager[0]));

    private TestServer(ServerOptions options, Clock clock) throws UsageException, InterruptedException {
        server = HotReloadServer.start(options, "test", clock);
    }

    public static TestServer start() throws UsageException, InterruptedException {
        return start(OPTIONS);
    }

    static TestServer start(ServerOptions options) throws UsageException, InterruptedException {
        return start(options, Clock.systemUTC());
    }

    static TestServer start(ServerOptions options, Clock clock) throws UsageException, InterruptedException {
        return new TestServer(options, clock);
    }

    static ServerOptions with(ServerOptions.Addresses addresses, ServerOptions.Drain drain) {
        return new ServerOptions(
                addresses,
                OPTIONS.certificate(),
                OPTIONS.clients(),
                OPTIONS.config(),
                OPTIONS.recordings(),
                OPTIONS.limits(),
                drain,
                OPTIONS.filePoll());
    }

    static ServerOptions with(ServerOptions.Certificate certificate, Optional<ServerOptions.Clients> clients) {
        return with(certificate, clients, OPTIONS.config(), OPTIONS.limits());
    }

    static ServerOptions with(Limits limits) {
        return with(OPTIONS.certificate(), OPTIONS.clients(), OPTIONS.config(), limits);
    }

    static ServerOptions with(Path config) {
        return with(OPTIONS.certificate(), OPTIONS.clients(), Optional.of(config), OPTIONS.limits());
    }

    private static ServerOptions with(
            ServerOptions.Certificate certificate,
            Optional<ServerOptions.Clients> clients,
            Optional<Path> config,
            Limits limits) {
        return new ServerOptions(
                OPTIONS.addresses(),
                certificate,
                clients,
                config,
                OPTIONS.recordings(),
                limits,
                OPTIONS.drain(),
                OPTIONS.filePoll());
    }

    HotReloadServer server() {
        return server;
    }

    public URI mutate() {
        return URI.create("https://127.0.0.1:" + server.port() + "/mutate");
    }

    public URI management(String path) {
        return URI.create("http://127.0.0.1:" + server.managementPort() + path);
    }

    /** Posts a review and returns the answer, which has to be a 200. */
    public JsonNode review(byte[] body) {
        HttpResponse<String> response = post(body);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        try {
            return ManifestFixtures.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<String> post(byte[] body) {
        return send(HttpRequest.newBuilder(mutate())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> get(String managementPath) {
        return send(HttpRequest.newBuilder(management(managementPath)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        return send(client, request);
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Returns the value of a series as it is exposed, or NaN if there is no such series. */
    double metric(String series) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Opens a raw TLS connection. */
    SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket)
                trustingContext(new KeyManager[0]).getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    /** Opens a raw TLS connection for which the system keeps few bytes that are not read. */
    SSLSocket connect(int receiveBuffer) throws IOException {
        Socket plain = new Socket();
        plain.setReceiveBufferSize(receiveBuffer);
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        SSLSocket socket = (SSLSocket) trustingContext(new KeyManager[0])
                .getSocketFactory()
                .createSocket(plain, "127.0.0.1", server.port(), true);
        socket.startHandshake();
        return socket;
    }

    static HttpClient client(SSLContext context) {
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A server's side, for other products' webhooks in tests. */
    public static SSLContext servingContext(Path certificate, Path key) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] identity = KeyMaterial.read(certificate, key).keyManagers();
            context.init(identity, null, null);
            return context;
        } catch (GeneralSecurityException | UsageException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client's side that trusts any server, for tests that are not about it. */
    public static SSLContext trustingAnyServer() {
        return trustingContext(new KeyManager[0]);
    }

    /** Trusts any server, as these tests are not about the client's side. */
    static SSLContext trustingContext(KeyManager[] identity) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, new TrustManager[] {new TrustAll()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            server.shutDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
