package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hotreload.Command;
import dev.hotreload.Reviews;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.SelfSignedCertificate;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates from files, swapped as the kubelet swaps a mounted Secret, and clients' certificates. */
class CertificatesTest {

    /** P-256, as openssl ecparam writes it before a key. */
    private static final String EC_PARAMETERS =
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";

    @TempDir
    Path folder;

    /** Mounts a Secret: files are links into ..data, which is a link to a folder of its own version. */
    private void mount(String version, KeyMaterial pair) throws IOException {
        Path data = Files.createDirectory(folder.resolve(".." + version));
        Files.writeString(data.resolve("tls.crt"), pem(pair.chain().get(0)));
        Files.writeString(data.resolve("tls.key"), pem(new JcaPKCS8Generator(pair.key(), null)));
        swap(data);
    }

    private void swap(Path data) throws IOException {
        Path next = folder.resolve("..data_tmp");
        Files.createSymbolicLink(next, data.getFileName());
        Files.move(next, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        for (String file : new String[] {"tls.crt", "tls.key"}) {
            if (!Files.isSymbolicLink(folder.resolve(file))) {
                Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
            }
        }
    }

    private static String pem(Object object) throws IOException {
        java.io.StringWriter text = new java.io.StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            if (object instanceof PemObjectGenerator generator) {
                writer.writeObject(generator);
            } else {
                writer.writeObject(object);
            }
        }
        return text.toString();
    }

    /** As openssl writes it, which is with the curve inside the key. */
    private static PemObject sec1(PrivateKey key) throws IOException {
        ECPrivateKey inner = ECPrivateKey.getInstance(
                PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey());
        ECPrivateKey whole = new ECPrivateKey(256, inner.getKey(), SECObjectIdentifiers.secp256r1);
        return new PemObject("EC PRIVATE KEY", whole.getEncoded());
    }

    private ServerOptions options(Optional<ServerOptions.Clients> clients) {
        return TestServer.with(
                new ServerOptions.Certificate.Files(folder.resolve("tls.crt"), folder.resolve("tls.key")), clients);
    }

    private static X509Certificate served(TestServer server) {
        try (SSLSocket socket = server.connect()) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_new_pair_is_served_without_a_dropped_request() throws Exception {
        KeyMaterial first = SelfSignedCertificate.create("first");
        KeyMaterial second = SelfSignedCertificate.create("second");
        mount("v1", first);
        try (TestServer server = TestServer.start(options(Optional.empty()))) {
            byte[] body = Files.readAllBytes(Reviews.EXAMPLE);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            Thread load = new Thread(() -> {
                while (!stop.get()) {
                    server.review(body);
                    answered.incrementAndGet();
                }
            });
            AtomicInteger failed = new AtomicInteger();
            load.setUncaughtExceptionHandler((thread, e) -> failed.incrementAndGet());
            load.start();
            assertThat(served(server)).isEqualTo(first.chain().get(0));

            mount("v2", second);

            await().untilAsserted(() ->
                    assertThat(served(server)).isEqualTo(second.chain().get(0)));
            int before = answered.get();
            await().until(() -> answered.get() > before + 20);
            stop.set(true);
            load.join();
            assertThat(failed).hasValue(0);
            assertThat(server.metric("hot_reload_certificate_reloads_total{result=\"success\"}"))
                    .isEqualTo(1);
            assertThat(server.metric("hot_reload_certificate_expiry_timestamp_seconds"))
                    .isEqualTo((double) second.expiry().getEpochSecond());
        }
    }

    @Test
    void a_broken_or_mismatched_new_pair_is_counted_and_the_old_one_stays() throws Exception {
        KeyMaterial first = SelfSignedCertificate.create("first");
        mount("v1", first);
        try (TestServer server = TestServer.start(options(Optional.empty()))) {
            mount(
                    "v2",
                    new KeyMaterial(
                            SelfSignedCertificate.create("second").chain(),
                            SelfSignedCertificate.create("third").key()));
            await().untilAsserted(
                            () -> assertThat(server.metric("hot_reload_certificate_reloads_total{result=\"failure\"}"))
                                    .isEqualTo(1));
            Path broken = Files.createDirectory(folder.resolve("..v3"));
            Files.writeString(broken.resolve("tls.crt"), "-----BEGIN CERTIFICATE-----\nnonsense\n");
            Files.writeString(broken.resolve("tls.key"), "");
            swap(broken);
            await().untilAsserted(
                            () -> assertThat(server.metric("hot_reload_certificate_reloads_total{result=\"failure\"}"))
                                    .isEqualTo(2));
            assertThat(served(server)).isEqualTo(first.chain().get(0));
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keys_of_both_kinds_in_all_their_forms_are_read() throws Exception {
        Path certificate = folder.resolve("c.pem");
        Path key = folder.resolve("k.pem");
        KeyMaterial ec = SelfSignedCertificate.create("ec");
        Files.writeString(certificate, pem(ec.chain().get(0)));
        Files.writeString(key, pem(new JcaPKCS8Generator(ec.key(), null)));
        assertThat(KeyMaterial.read(certificate, key).chain()).isEqualTo(ec.chain());
        Files.writeString(key, EC_PARAMETERS + pem(sec1(ec.key())));
        assertThat(Files.readString(key)).contains("-----BEGIN EC PRIVATE KEY-----");
        assertThat(KeyMaterial.read(certificate, key).chain()).isEqualTo(ec.chain());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair rsa = generator.generateKeyPair();
        PrivateKey rsaKey = rsa.getPrivate();
        Files.writeString(key, pem(rsaKey));
        assertThat(Files.readString(key)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThatThrownBy(() -> KeyMaterial.read(certificate, key))
                .isInstanceOf(UsageException.class)
                .hasMessageEndingWith("the certificate and the private key do not belong together.");
    }

    @Test
    void an_unusable_file_is_reported_at_start_with_its_name_and_without_its_content() throws IOException {
        Path certificate = folder.resolve("c.pem");
        Path key = folder.resolve("k.pem");
        assertThatThrownBy(() -> KeyMaterial.read(certificate, key))
                .hasMessage(certificate + ": there is no such file.");
        Files.writeString(certificate, "no pem");
        assertThatThrownBy(() -> KeyMaterial.read(certificate, key)).hasMessageStartingWith(certificate + ": ");
        Files.writeString(
                certificate, pem(SelfSignedCertificate.create("x").chain().get(0)));
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + "\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> KeyMaterial.read(certificate, key))
                .hasMessage(key + ": the file does not hold a private key in PEM.");
    }

    @Test
    void with_client_authentication_only_known_names_are_let_in() throws Exception {
        KeyMaterial known = SelfSignedCertificate.create("kube-apiserver");
        KeyMaterial otherName = SelfSignedCertificate.create("somebody");
        KeyMaterial stranger = SelfSignedCertificate.create("kube-apiserver");
        mount("v1", SelfSignedCertificate.create("server"));
        Path authorities = folder.resolve("clients.pem");
        Files.writeString(
                authorities, pem(known.chain().get(0)) + pem(otherName.chain().get(0)));
        ServerOptions.Clients clients = new ServerOptions.Clients(authorities, Set.of("kube-apiserver"));

        try (TestServer server = TestServer.start(options(Optional.of(clients)))) {
            assertThat(postAs(server, known)).isEqualTo(200);
            assertThatThrownBy(() -> postAs(server, otherName)).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> postAs(server, stranger)).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> server.post(Files.readAllBytes(Reviews.EXAMPLE)))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(server.get("/readyz").statusCode())
                    .as("the server's own warm-up is accepted")
                    .isEqualTo(200);
        }
        ServerOptions.Clients bySan = new ServerOptions.Clients(authorities, Set.of("localhost"));
        try (TestServer server = TestServer.start(options(Optional.of(bySan)))) {
            assertThat(postAs(server, otherName))
                    .as("a subject alternative name counts")
                    .isEqualTo(200);
        }
    }

    /** Our own server stands for a Prometheus with TLS: it has no reload, and that it says so shows that TLS works. */
    @Test
    void reload_trusts_the_authority_it_is_given() throws Exception {
        mount("v1", SelfSignedCertificate.create("prometheus"));
        try (TestServer server = TestServer.start(options(Optional.empty()))) {
            String url = "https://localhost:" + server.server().port();
            Command trusting =
                    Command.run("reload", url, "--ca", folder.resolve("tls.crt").toString());
            assertThat(trusting.err()).contains("404: there is no /-/reload under this URL.");
            Command distrusting = Command.run("reload", url);
            assertThat(distrusting.exitCode()).isEqualTo(2);
            assertThat(distrusting.err()).contains("TLS with Prometheus fails");
            assertThat(Command.run("reload", url, "--ca", folder + "/none").exitCode())
                    .isEqualTo(2);
        }
    }

    @Test
    void with_an_expired_certificate_the_server_is_not_ready() throws Exception {
        mount("v1", SelfSignedCertificate.create("expired", Instant.now().minus(Duration.ofDays(31))));
        try (TestServer server = TestServer.start(options(Optional.empty()))) {
            assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(server.get("/readyz").body()).isEqualTo("not ready: the serving certificate has expired\n");

            mount("v2", SelfSignedCertificate.create("renewed"));

            await().untilAsserted(
                            () -> assertThat(server.get("/readyz").statusCode()).isEqualTo(200));
        }
    }

    @Test
    void a_certificate_that_expires_while_running_makes_it_not_ready_and_a_step_back_of_the_clock_ready_again()
            throws Exception {
        Instant start = Instant.now();
        SteppedClock clock = new SteppedClock(start);
        mount("v1", SelfSignedCertificate.create("x", start));
        try (TestServer server = TestServer.start(options(Optional.empty()), clock)) {
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);

            clock.set(start.plus(Duration.ofDays(31)));
            assertThat(server.get("/readyz").body()).isEqualTo("not ready: the serving certificate has expired\n");
            assertThat(server.get("/livez").statusCode()).isEqualTo(200);

            clock.set(start.minus(Duration.ofDays(1)));
            assertThat(server.get("/readyz").body())
                    .isEqualTo("not ready: the serving certificate is not valid yet; is the clock right?\n");

            clock.set(start);
            assertThat(server.get("/readyz").body()).isEqualTo("ok\n");
        }
    }

    /** A pair of which only one half is there is never served, however often it is looked at. */
    @Test
    void a_swap_that_stops_half_way_changes_nothing_until_it_is_finished() throws Exception {
        KeyMaterial first = SelfSignedCertificate.create("first");
        KeyMaterial second = SelfSignedCertificate.create("second");
        mount("v1", first);
        try (TestServer server = TestServer.start(options(Optional.empty()))) {
            Path half = Files.createDirectory(folder.resolve("..v2"));
            Files.writeString(half.resolve("tls.crt"), pem(second.chain().get(0)));
            swap(half);
            await().until(() -> server.metric("hot_reload_certificate_reloads_total{result=\"failure\"}") == 1);
            assertThat(served(server)).isEqualTo(first.chain().get(0));
            Files.delete(folder.resolve("..data"));
            await().until(() -> server.metric("hot_reload_certificate_reloads_total{result=\"failure\"}") == 2);
            assertThat(served(server)).isEqualTo(first.chain().get(0));

            Files.writeString(half.resolve("tls.key"), pem(new JcaPKCS8Generator(second.key(), null)));
            swap(half);

            await().untilAsserted(() ->
                    assertThat(served(server)).isEqualTo(second.chain().get(0)));
            assertThat(server.metric("hot_reload_unexpected_failures_total{where=\"background\"}"))
                    .isZero();
        }
    }

    /** What is served is what readiness looks at. */
    @Test
    void a_chain_with_an_unrelated_expired_certificate_is_not_loaded() throws Exception {
        KeyMaterial first = SelfSignedCertificate.create("first");
        KeyMaterial second = SelfSignedCertificate.create("second");
        KeyMaterial unrelated =
                SelfSignedCertificate.create("unrelated", Instant.now().minus(Duration.ofDays(31)));
        mount("v1", first);
        try (TestServer server = TestServer.start(options(Optional.empty()))) {
            Path data = Files.createDirectory(folder.resolve("..v2"));
            Files.writeString(
                    data.resolve("tls.crt"),
                    pem(second.chain().get(0)) + pem(unrelated.chain().get(0)));
            Files.writeString(data.resolve("tls.key"), pem(new JcaPKCS8Generator(second.key(), null)));
            swap(data);
            await().until(() -> server.metric("hot_reload_certificate_reloads_total{result=\"failure\"}") == 1);
            assertThat(served(server)).isEqualTo(first.chain().get(0));
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, true"})
    void tls_1_2_is_spoken_without_cbc(String suite, boolean spoken) throws Exception {
        try (TestServer server = TestServer.start();
                SSLSocket socket = (SSLSocket) TestServer.trustingContext(new KeyManager[0])
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.server().port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            if (spoken) {
                socket.startHandshake();
                assertThat(socket.getSession().getCipherSuite()).isEqualTo(suite);
            } else {
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.1, false"})
    void tls_1_2_and_1_3_are_spoken_and_nothing_older(String protocol, boolean spoken) throws Exception {
        try (TestServer server = TestServer.start();
                SSLSocket socket = (SSLSocket) TestServer.trustingContext(new KeyManager[0])
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.server().port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            if (spoken) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
            } else {
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            }
        }
    }

    private static int postAs(TestServer server, KeyMaterial identity) throws Exception {
        KeyManager[] keys = identity.keyManagers();
        return TestServer.send(
                        TestServer.client(TestServer.trustingContext(keys)),
                        HttpRequest.newBuilder(server.mutate())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofFile(Reviews.EXAMPLE))
                                .build())
                .statusCode();
    }

    @Test
    void key_material_prints_no_key_and_tells_its_expiry() {
        KeyMaterial pair = SelfSignedCertificate.create("x");
        assertThat(pair.toString()).isEqualTo("KeyMaterial of CN=x");
        assertThat(pair.expiry()).isAfter(Instant.now());
    }
}
