package dev.hotreload.tls;

import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.jspecify.annotations.Nullable;

/** PEM: certificates, and EC or RSA keys in PKCS#8, PKCS#1 and SEC 1. */
public final class Pem {

    private static final String BEGIN_PKCS8 = "-----BEGIN PRIVATE KEY-----";

    private Pem() {}

    /** Returns the certificates of a text; none when the text is not PEM. */
    public static List<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            return List.of();
        }
    }

    /**
     * Returns the certificates of a file, at least one.
     *
     * @throws UsageException when the file cannot be read or holds no certificate
     */
    public static List<X509Certificate> certificates(Path file) throws UsageException {
        List<X509Certificate> certificates = certificates(text(file));
        if (certificates.isEmpty()) {
            throw new UsageException(file + ": the file does not hold a certificate in PEM.");
        }
        return certificates;
    }

    /** Returns the first private key of a text; empty when it does not hold one. */
    public static Optional<PrivateKey> privateKey(String pem) {
        return pkcs8(pem).or(() -> anyPrivateKey(pem));
    }

    /**
     * The usual form needs nothing but the JDK. Bouncy Castle knows all forms, and costs a tenth of a second and some
     * megabytes once it is loaded.
     */
    private static Optional<PrivateKey> pkcs8(String pem) {
        int start = pem.indexOf(BEGIN_PKCS8);
        int end = pem.indexOf("-----END", start + 1);
        if (start < 0 || end < 0) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.substring(start + BEGIN_PKCS8.length(), end));
            return Stream.of("EC", "RSA").flatMap(kind -> key(kind, bytes)).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Stream<PrivateKey> key(String kind, byte[] pkcs8) {
        try {
            return Stream.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            // A key of another kind; the message may hold a part of it.
            return Stream.empty();
        }
    }

    private static Optional<PrivateKey> anyPrivateKey(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            // openssl writes the parameters of the curve before a key in SEC 1.
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return Optional.of(converter.getPrivateKey(pair.getPrivateKeyInfo()));
                }
                if (object instanceof PrivateKeyInfo info) {
                    return Optional.of(converter.getPrivateKey(info));
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // The library's message may hold a part of the key.
            return Optional.empty();
        }
    }

    /**
     * Returns the first private key of a file.
     *
     * @throws UsageException when the file cannot be read or holds no private key
     */
    public static PrivateKey privateKey(Path file) throws UsageException {
        return privateKey(text(file))
                .orElseThrow(() -> new UsageException(file + ": the file does not hold a private key in PEM."));
    }

    /** Returns certificates as PEM, in their order. */
    public static String write(List<X509Certificate> certificates) {
        return written(certificates);
    }

    /** Returns a private key as PEM, in PKCS#8. */
    public static String write(PrivateKey key) {
        try {
            return written(List.of(new JcaPKCS8Generator(key, null)));
        } catch (IOException e) {
            throw new IllegalStateException("a key in memory could not be encoded", e);
        }
    }

    /** Returns what a Secret or a {@code caBundle} holds in Base64, as text; empty when it is absent or not Base64. */
    public static String decoded(@Nullable String base64) {
        if (base64 == null) {
            return "";
        }
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String text(Path file) throws UsageException {
        return new String(NamedFile.bytes(file), StandardCharsets.ISO_8859_1);
    }

    private static String written(List<?> objects) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException e) {
            throw new IllegalStateException("PEM in memory could not be written", e);
        }
        return text.toString();
    }
}
