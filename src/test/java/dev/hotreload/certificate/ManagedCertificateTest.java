package dev.hotreload.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.server.SteppedClock;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.Pem;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A certificate that the webhook manages, against an API server that may answer anything and a clock that may step. */
class ManagedCertificateTest {

    private final SteppedClock clock = new SteppedClock(Instant.now());

    @SuppressWarnings("NullAway.Init") // each test starts it
    private FakeCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private ManagedCertificate certificate;

    @BeforeEach
    void start() throws Exception {
        cluster = new FakeCluster();
        certificate = new ManagedCertificate(
                cluster.client(),
                InstallationNames.DEFAULT,
                new ManagedCertificate.Times(
                        Duration.ofDays(730), Duration.ofDays(90), Duration.ofMinutes(1), Duration.ofMillis(20)),
                clock);
    }

    @AfterEach
    void end() {
        certificate.close();
        cluster.close();
    }

    private static void nothing() {}

    private X509Certificate served() {
        return certificate.serving().orElseThrow().chain().get(0);
    }

    @Test
    void the_first_round_creates_serves_and_registers() {
        certificate.round(ManagedCertificateTest::nothing);
        assertThat(cluster.secret()).containsOnlyKeys("ca.crt", "ca.key", "tls.crt", "tls.key");
        assertThat(cluster.bundle()).isEqualTo(cluster.secret().get("ca.crt"));
        assertThat(Pem.certificates(cluster.secret().getOrDefault("tls.crt", "")))
                .containsExactly(served());
        assertThat(certificate.unready()).isEmpty();
        assertThat(certificate.authorityExpiry())
                .contains(
                        Pem.certificates(cluster.bundle()).get(0).getNotAfter().toInstant());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | {"kind": "Status", "code": 403} | the API server answers 403
            500 | <html>                          | the API server answers 500
            """)
    void an_api_server_that_refuses_is_named_and_asked_again(int code, String body, String why) {
        cluster.refuse(code, body);
        certificate.round(ManagedCertificateTest::nothing);
        assertThat(certificate.unready()).contains("the certificate is not there yet: " + why);
        cluster.goOn();
        certificate.round(ManagedCertificateTest::nothing);
        assertThat(certificate.unready()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"failurePolicy": "Fail"}                                                                          | 1
            {"failurePolicy": "Fail", "namespaceSelector": {"matchExpressions": [{"operator": "NotIn"}]}}      | 1
            {"failurePolicy": "Fail", "namespaceSelector": {"matchExpressions": [{"operator": "In"}]}}         | 0
            {"failurePolicy": "Fail", "namespaceSelector": {"matchLabels": {"a": "b"}}}                        | 0
            {"failurePolicy": "Fail", "objectSelector": {"matchExpressions": [{"operator": "Exists"}]}}        | 0
            {"failurePolicy": "Ignore"}                                                                        | 0
            """)
    void a_registration_that_refuses_pods_everywhere_is_warned_of_once(String fields, int warnings) {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(ManagedCertificate.class);
        log.addAppender(lines);
        lines.start();
        try {
            cluster.register(fields);
            certificate.round(ManagedCertificateTest::nothing);
            certificate.round(ManagedCertificateTest::nothing);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list)
                .filteredOn(
                        line -> line.getMessage().startsWith("failurePolicy is Fail and no selector asks for a label"))
                .hasSize(warnings);
        assertThat(certificate.unready()).isEmpty();
    }

    @Test
    void a_hostile_answer_does_not_end_the_thread() {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        cluster.refuse(200, "{\"kind\": \"Secret\", \"metadata\": null, \"data\": {\"tls.crt\": [1]}}");
        certificate.start(ManagedCertificateTest::nothing, failures::add);
        await().during(Duration.ofMillis(200)).until(() -> certificate.serving().isEmpty());
        cluster.goOn();
        await().until(() -> certificate.serving().isPresent());
    }

    @Test
    void a_certificate_that_could_not_be_taken_is_tried_again() {
        AtomicInteger tries = new AtomicInteger();
        Runnable taking = () -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException();
            }
        };
        assertThatThrownBy(() -> certificate.round(taking)).isInstanceOf(IllegalStateException.class);
        assertThat(certificate.serving()).isEmpty();
        certificate.round(taking);
        assertThat(certificate.serving()).isPresent();
        certificate.round(taking);
        assertThat(tries).hasValue(2);
    }

    @Test
    void a_secret_whose_certificate_cannot_be_served_is_replaced() throws Exception {
        certificate.round(ManagedCertificateTest::nothing);
        X509Certificate before = served();
        Map<String, String> data = new TreeMap<>(cluster.secret());
        KeyMaterial tooShort = rsa512();
        data.put("tls.crt", Pem.write(tooShort.chain()));
        data.put("tls.key", Pem.write(tooShort.key()));
        cluster.put(data);

        certificate.round(ManagedCertificateTest::nothing);

        assertThat(served()).isEqualTo(before);
        assertThat(Pem.certificates(cluster.secret().getOrDefault("tls.crt", "")))
                .containsExactly(before);
    }

    private static KeyMaterial rsa512() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(512);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=rsa");
        Instant now = Instant.now();
        X509Certificate made = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plusSeconds(3_600)),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        return KeyMaterial.of(List.of(made), pair.getPrivate(), "test");
    }

    @Test
    void a_step_of_the_clock_to_and_fro_ends_with_a_valid_certificate_each_time() {
        certificate.round(ManagedCertificateTest::nothing);
        for (Duration step : List.of(Duration.ofDays(400), Duration.ofDays(-800), Duration.ofDays(800))) {
            clock.step(step);
            for (int i = 0; i < 4; i++) {
                certificate.round(ManagedCertificateTest::nothing);
            }
            assertThat(served().getNotBefore().toInstant()).isBefore(clock.instant());
            assertThat(served().getNotAfter().toInstant()).isAfter(clock.instant());
            assertThat(cluster.bundle()).isEqualTo(cluster.secret().get("ca.crt"));
            assertThat(certificate.unready()).isEmpty();
        }
    }
}
