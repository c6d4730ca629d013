package dev.hotreload.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What our authorities may sign, by Java's verification; {@code NameConstraintsIT} has Go's, which API servers use. */
class NameConstraintsTest {

    private static final List<String> NAMES = List.of("hot-reload.hot-reload.svc", "hot-reload");
    private static final Duration LIFE = Duration.ofDays(1);

    private final Instant now = Instant.now();
    private final KeyMaterial authority = Issuer.authority(NAMES, now, LIFE);

    /**
     * Verifies a chain of root, authority and certificate. Java does not look at constraints of a trust anchor itself,
     * so the authority stands in the middle, as it is but for its signature.
     */
    private void verify(KeyMaterial serving) throws Exception {
        KeyMaterial root = SelfSignedCertificate.create("root");
        X509Certificate middle = crossSigned(authority.chain().get(0), root);
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor(root.chain().get(0), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(serving.chain().get(0), middle)),
                        parameters);
    }

    private X509Certificate crossSigned(X509Certificate certificate, KeyMaterial root) throws Exception {
        JcaX509CertificateHolder original = new JcaX509CertificateHolder(certificate);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(root.chain().get(0).getSubjectX500Principal().getName()),
                BigInteger.TWO,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3_600)),
                original.getSubject(),
                certificate.getPublicKey());
        for (Object oid : original.getExtensionOIDs()) {
            builder.addExtension(original.getExtension((ASN1ObjectIdentifier) oid));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(root.key())));
    }

    @Test
    void the_constraint_is_critical_and_known_by_its_names() {
        X509Certificate certificate = authority.chain().get(0);
        assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.30");
        assertThat(Issuer.isConstrainedTo(NAMES, certificate)).isTrue();
        assertThat(Issuer.isConstrainedTo(List.of("hot-reload"), certificate)).isFalse();
        assertThat(Issuer.isConstrainedTo(
                        NAMES, SelfSignedCertificate.create("x").chain().get(0)))
                .isFalse();
    }

    @Test
    void java_accepts_the_names_that_are_served() throws Exception {
        verify(Issuer.serving(authority, NAMES, now, LIFE));
    }

    @Test
    void java_accepts_the_authority_as_an_anchor() throws GeneralSecurityException {
        X509Certificate[] chain =
                Issuer.serving(authority, NAMES, now, LIFE).chain().toArray(X509Certificate[]::new);
        Trust.in(authority.chain()).checkServerTrusted(chain, "ECDHE_ECDSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes.default.svc", "example.org", "other.hot-reload.svc", "hot-reload.svc"})
    void java_refuses_any_other_name(String name) {
        KeyMaterial foreign = Issuer.serving(authority, List.of(name), now, LIFE);
        assertThatThrownBy(() -> verify(foreign)).isInstanceOf(CertPathValidatorException.class);
    }
}
