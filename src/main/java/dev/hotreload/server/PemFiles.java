package dev.hotreload.server;

import dev.hotreload.config.InvalidConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import nl.altindag.ssl.pem.util.PemUtils;

/** Certificates and keys as PEM: chains, and EC or RSA keys in PKCS#8, PKCS#1 and SEC 1. */
final class PemFiles {

    private PemFiles() {}

    /**
     * Reads a certificate chain and its key.
     *
     * @throws InvalidConfigException when a file cannot be read, or the two do not belong together
     */
    static KeyMaterial keyMaterial(Path certificate, Path key) throws InvalidConfigException {
        List<X509Certificate> chain = certificates(certificate);
        byte[] pem = bytes(key);
        PrivateKey privateKey;
        try {
            privateKey = PemUtils.loadPrivateKey(new ByteArrayInputStream(pem));
        } catch (RuntimeException e) {
            // The library's message may hold a part of the file.
            throw new InvalidConfigException(key + ": no private key in PEM can be read from the file.");
        }
        return KeyMaterial.of(chain, privateKey, certificate + ", " + key);
    }

    /**
     * Reads all certificates of a file.
     *
     * @throws InvalidConfigException when there is none, or the file cannot be read
     */
    static List<X509Certificate> certificates(Path file) throws InvalidConfigException {
        byte[] pem = bytes(file);
        try {
            return PemUtils.loadCertificate(new ByteArrayInputStream(pem));
        } catch (RuntimeException e) {
            throw new InvalidConfigException(file + ": no certificate in PEM can be read from the file.");
        }
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
