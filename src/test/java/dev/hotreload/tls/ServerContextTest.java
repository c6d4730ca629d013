package dev.hotreload.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hotreload.usage.UsageException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate is tried by a handshake before it is served. */
class ServerContextTest {

    private static final KeyMaterial CLIENT = SelfSignedCertificate.create("client");

    private static KeyMaterial rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=rsa");
        Instant now = Instant.now();
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plusSeconds(3_600)),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        return KeyMaterial.of(List.of(certificate), pair.getPrivate(), "test");
    }

    @Test
    void a_usable_certificate_passes_with_and_without_clients() throws Exception {
        KeyMaterial ec = SelfSignedCertificate.create("ec");
        ClientAuthentication clients = new ClientAuthentication(
                ec.chain(), Set.of("nobody"), CLIENT.chain().get(0));
        assertThat(ServerContext.tried(ec, Optional.empty(), Optional.empty())).isNotNull();
        assertThat(ServerContext.tried(ec, Optional.of(clients), Optional.of(CLIENT)))
                .isNotNull();
        assertThat(ServerContext.tried(rsa(2_048), Optional.of(clients), Optional.of(CLIENT)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 520})
    void a_key_that_is_too_short_is_refused_with_a_sentence(int bits) throws Exception {
        KeyMaterial tooShort = rsa(bits);
        assertThatThrownBy(() -> ServerContext.tried(tooShort, Optional.empty(), Optional.of(CLIENT)))
                .isInstanceOf(UsageException.class)
                .hasMessage("A trial TLS handshake with the certificate fails; its key is RSA with " + bits
                        + " bits. Use an EC key of 256 bits, or an RSA key of 2048 bits or more.")
                .cause()
                .isInstanceOfAny(SSLException.class, GeneralSecurityException.class);
    }

    @Test
    void clients_that_would_refuse_the_trial_refuse_the_certificate() {
        KeyMaterial ec = SelfSignedCertificate.create("ec");
        ClientAuthentication others = new ClientAuthentication(
                ec.chain(),
                Set.of(),
                SelfSignedCertificate.create("other").chain().get(0));
        assertThatThrownBy(() -> ServerContext.tried(ec, Optional.of(others), Optional.of(CLIENT)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void a_certificate_that_did_not_sign_the_one_before_it_is_refused_with_a_sentence() {
        KeyMaterial leaf = SelfSignedCertificate.create("leaf");
        X509Certificate unrelated =
                SelfSignedCertificate.create("unrelated").chain().get(0);
        assertThatThrownBy(() -> KeyMaterial.of(List.of(leaf.chain().get(0), unrelated), leaf.key(), "tls.crt"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "tls.crt: certificate 2 did not sign certificate 1. Put the serving certificate first, after"
                                + " it the one that signed it, and so on.");
    }
}
