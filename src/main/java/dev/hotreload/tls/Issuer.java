package dev.hotreload.tls;

import java.io.IOException;
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
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates: EC P-256, signed with SHA-256. */
public final class Issuer {

    /** A certificate is valid from a little before it is made, for clocks that do not quite agree: by this at most. */
    public static final Duration BACKDATED = Duration.ofMinutes(5);

    /** And by this part of its life at most. */
    private static final int PART = 20;

    /** The name and the addresses of this machine, by which tests and port forwards reach the webhook. */
    private static final String LOCALHOST = "localhost";

    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1");
    private static final List<String> LOOPBACK_NETWORKS = List.of("127.0.0.1/32", "::1/128");

    private Issuer() {}

    /**
     * Makes an authority, valid from now for this long. A critical name constraint limits what it may sign to the given
     * names and this machine (RFC 5280, 4.2.1.10), so that its key is worth nothing for any other name of the cluster.
     */
    public static KeyMaterial authority(List<String> names, Instant now, Duration life) {
        // Its own name: if two authorities had the same name, a client might try the wrong one.
        X500Name name = new X500Name("CN=hot-reload authority " + now.getEpochSecond());
        return made(pair -> {
            X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), now, life);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.nameConstraints, true, constraints(names));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return sign(builder, pair.getPrivate());
        });
    }

    /** Returns whether an authority may sign for exactly these names and this machine. */
    public static boolean isConstrainedTo(List<String> names, X509Certificate authority) {
        try {
            byte[] wanted = new DEROctetString(constraints(names)).getEncoded();
            return Arrays.equals(wanted, authority.getExtensionValue(Extension.nameConstraints.getId()));
        } catch (IOException e) {
            throw new IllegalStateException("a name constraint in memory could not be encoded", e);
        }
    }

    /** Makes a serving certificate for these names and this machine; the first name becomes its common name. */
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
        return new GeneralNames(all(names, LOOPBACK).toArray(GeneralName[]::new));
    }

    private static NameConstraints constraints(List<String> names) {
        // Without an address among them every address would be permitted.
        return new NameConstraints(
                all(names, LOOPBACK_NETWORKS).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new), null);
    }

    private static Stream<GeneralName> all(List<String> names, List<String> addresses) {
        return Stream.concat(
                Stream.concat(names.stream(), Stream.of(LOCALHOST))
                        .map(name -> new GeneralName(GeneralName.dNSName, name)),
                addresses.stream().map(address -> new GeneralName(GeneralName.iPAddress, address)));
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
