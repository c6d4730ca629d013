package dev.hotreload.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates: EC P-256, signed with SHA-256. */
public final class Issuer {

    /** For clocks that do not quite agree a certificate begins a little earlier than it is made: by this at most. */
    public static final Duration BACKDATED = Duration.ofMinutes(5);

    /** And by this part of its life at most. */
    private static final int PART = 20;

    private Issuer() {}

    /** Makes an authority, valid from now for this long. */
    public static KeyMaterial authority(Instant now, Duration life) {
        // A name of its own: with two authorities of one name a client may try the wrong one.
        X500Name name = new X500Name("CN=hot-reload authority " + now.getEpochSecond());
        return made(pair -> {
            X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), now, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return sign(builder, pair.getPrivate());
        });
    }

    /** Makes a serving certificate for these names, the first of which it is called after, and for this machine. */
    public static KeyMaterial serving(KeyMaterial authority, List<String> names, Instant now, Duration life) {
        X509Certificate issuer = authority.chain().get(0);
        return made(pair -> {
            X509v3CertificateBuilder builder = builder(
                    new X500Name(issuer.getSubjectX500Principal().getName()),
                    new X500Name("CN=" + names.get(0)),
                    pair.getPublic(),
                    now,
                    life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey()));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            return sign(builder, authority.key());
        });
    }

    /** Makes a certificate for this machine that is its own authority. */
    public static KeyMaterial selfSigned(String commonName, Instant now, Duration life) {
        X500Name name = new X500Name("CN=" + commonName);
        return made(pair -> {
            X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), now, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(List.of()));
            return sign(builder, pair.getPrivate());
        });
    }

    private static GeneralNames alternativeNames(List<String> names) {
        Stream<GeneralName> dns = Stream.concat(names.stream(), Stream.of("localhost"))
                .map(name -> new GeneralName(GeneralName.dNSName, name));
        Stream<GeneralName> addresses =
                Stream.of("127.0.0.1", "::1").map(address -> new GeneralName(GeneralName.iPAddress, address));
        return new GeneralNames(Stream.concat(dns, addresses).toArray(GeneralName[]::new));
    }

    private interface Making {
        X509Certificate make(KeyPair pair) throws GeneralSecurityException, OperatorCreationException, CertIOException;
    }

    private static KeyMaterial made(Making making) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new KeyMaterial(List.of(making.make(pair)), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration life) {
        Duration part = life.dividedBy(PART);
        Duration back = part.compareTo(BACKDATED) < 0 ? part : BACKDATED;
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(back)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
