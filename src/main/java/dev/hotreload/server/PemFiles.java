package dev.hotreload.server;

import dev.hotreload.config.InvalidConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys as PEM: chains, and EC or RSA keys in PKCS#8, PKCS#1 and SEC 1. */
final class PemFiles {

    private PemFiles() {}

    /**
     * Reads a certificate chain and its key.
     *
     * @throws InvalidConfigException when a file cannot be read, or the two do not belong together
     */
    static KeyMaterial keyMaterial(Path certificate, Path key) throws InvalidConfigException {
        return KeyMaterial.of(certificates(certificate), privateKey(key), certificate + ", " + key);
    }

    /**
     * Reads all certificates of a file.
     *
     * @throws InvalidConfigException when there is none, or the file cannot be read
     */
    static List<X509Certificate> certificates(Path file) throws InvalidConfigException {
        byte[] pem = bytes(file);
        List<X509Certificate> certificates;
        try {
            certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (CertificateException e) {
            certificates = List.of();
        }
        if (certificates.isEmpty()) {
            throw new InvalidConfigException(file + ": no certificate in PEM can be read from the file.");
        }
        return certificates;
    }

    private static PrivateKey privateKey(Path file) throws InvalidConfigException {
        byte[] pem = bytes(file);
        try (PEMParser parser =
                new PEMParser(new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            // Before a key in SEC 1 openssl writes the parameters of its curve.
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (object instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Said below; the library's own message may hold a part of the file.
            throw noKey(file);
        }
        throw noKey(file);
    }

    private static InvalidConfigException noKey(Path file) {
        return new InvalidConfigException(file + ": no private key in PEM can be read from the file.");
    }

    private static byte[] bytes(Path file) throws InvalidConfigException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidConfigException(
                    file + ": the file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }
}
