package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** certs/generate.sh, and the server with its output, called as the API server calls it: by the Service's name. */
class CertificateScriptIT {

    @TempDir
    Path folder;

    private Program generate(String... options) {
        List<String> command = new ArrayList<>(List.of("certs/generate.sh", "--out", folder.toString()));
        command.addAll(Arrays.asList(options));
        return Program.start(command);
    }

    @Test
    void its_certificate_serves_the_name_of_the_service_to_who_trusts_its_authority() throws Exception {
        try (Program script = generate("--days", "30")) {
            assertThat(script.exitCode()).as(script.output()).isZero();
            X509Certificate authority = certificate("ca.crt");
            String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("ca.crt")));
            assertThat(script.out())
                    .contains("kubectl -n hot-reload create secret tls hot-reload-tls")
                    .contains("kubectl patch mutatingwebhookconfiguration hot-reload", bundle);
            assertThat(certificate("tls.crt").getNotAfter().toInstant())
                    .isBetween(
                            java.time.Instant.now().plus(Duration.ofDays(29)),
                            java.time.Instant.now().plus(Duration.ofDays(31)));
            try (Program serve = Program.hotReload(
                    "serve",
                    "--tls-cert=" + folder.resolve("tls.crt"),
                    "--tls-key=" + folder.resolve("tls.key"),
                    "--bind-address=127.0.0.1",
                    "--port=0",
                    "--management-port=0")) {
                int port = port(serve);
                assertThat(handshake(authority, "hot-reload.hot-reload.svc", port))
                        .isIn("TLSv1.3", "TLSv1.2");
                assertThatThrownBy(() -> handshake(authority, "other.hot-reload.svc", port))
                        .isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void names_of_any_length_are_parameters() throws Exception {
        String namespace = "n".repeat(63);
        try (Program script = generate(
                "--service", "webhook", "--namespace", namespace, "--secret", "keys", "--registration", "reloads")) {
            assertThat(script.exitCode()).as(script.output()).isZero();
            assertThat(certificate("tls.crt").getSubjectAlternativeNames().toString())
                    .contains("webhook." + namespace + ".svc");
            assertThat(script.out())
                    .contains("kubectl -n " + namespace + " create secret tls keys ")
                    .contains("kubectl patch mutatingwebhookconfiguration reloads ");
        }
    }

    @Test
    void an_unknown_parameter_is_refused() {
        try (Program script = generate("--days")) {
            assertThat(script.exitCode()).isEqualTo(2);
            assertThat(script.err()).isEqualTo("--days needs a value.\n");
        }
        try (Program script = generate("--dayz", "3")) {
            assertThat(script.exitCode()).isEqualTo(2);
            assertThat(script.err()).startsWith("unknown option --dayz.\n");
        }
    }

    private static int port(Program serve) {
        Pattern ready = Pattern.compile("is ready: https://localhost:(\\d+)/mutate");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ready.matcher(serve.out()).find() || !serve.isAlive());
        Matcher matcher = ready.matcher(serve.out());
        assertThat(matcher.find()).as(serve.output()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Shakes hands as Go's client does: the name is sent, and checked against the certificate. */
    private static String handshake(X509Certificate authority, String name, int port) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return socket.getSession().getProtocol();
            }
        }
    }

    private X509Certificate certificate(String file) throws IOException, java.security.cert.CertificateException {
        try (var in = Files.newInputStream(folder.resolve(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
