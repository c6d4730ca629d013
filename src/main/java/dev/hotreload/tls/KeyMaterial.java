package dev.hotreload.tls;

import dev.hotreload.usage.UsageException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.KeyManager;

/**
 * A certificate chain, the serving certificate first, and its private key.
 *
 * <p>Printing it prints no key.
 */
public record KeyMaterial(List<X509Certificate> chain, PrivateKey key) {

    public KeyMaterial {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a certificate chain and its key from PEM files.
     *
     * @throws UsageException when a file cannot be read, or the two do not belong together
     */
    public static KeyMaterial read(Path certificate, Path key) throws UsageException {
        return of(Pem.certificates(certificate), Pem.privateKey(key), certificate + ", " + key);
    }

    /**
     * Returns the pair after a check that the key belongs to the first certificate, and that each certificate was
     * signed by the one after it.
     *
     * @param place where the pair comes from, for the message
     * @throws UsageException when something does not belong together
     */
    public static KeyMaterial of(List<X509Certificate> chain, PrivateKey key, String place) throws UsageException {
        if (chain.isEmpty()) {
            throw new UsageException(place + ": there is no certificate.");
        }
        if (!match(chain.get(0), key)) {
            throw new UsageException(place + ": the certificate and the private key do not belong together.");
        }
        for (int i = 1; i < chain.size(); i++) {
            if (!Trust.isIssuedBy(chain.get(i - 1), chain.get(i))) {
                throw new UsageException(place + ": certificate " + (i + 1) + " did not sign certificate " + i
                        + ". Put the serving certificate first, after it the one that signed it, and so on.");
            }
        }
        return new KeyMaterial(chain, key);
    }

    /** Returns from when on the whole chain is valid. */
    public Instant start() {
        return chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns when the first certificate of the chain expires. */
    public Instant expiry() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns the pair for a TLS context. */
    public KeyManager[] keyManagers() {
        return new KeyManager[] {new SoleIdentity(chain, key)};
    }

    /** Returns kind and length of the key, for people. */
    String keyKind() {
        if (key instanceof RSAKey rsa) {
            return "RSA with " + rsa.getModulus().bitLength() + " bits";
        }
        return key instanceof ECKey ec
                ? "EC with " + ec.getParams().getOrder().bitLength() + " bits"
                : key.getAlgorithm();
    }

    @Override
    public String toString() {
        return "KeyMaterial of " + chain.get(0).getSubjectX500Principal().getName();
    }

    private static boolean match(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            byte[] probe = {1, 2, 3};
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(probe);
            Signature verifier = Signature.getInstance(algorithm);
            // The public key, not the certificate: key usage may forbid the certificate of an authority to verify this.
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(probe);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
