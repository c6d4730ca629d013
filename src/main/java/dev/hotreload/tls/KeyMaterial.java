package dev.hotreload.tls;

import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

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
     * Returns the pair after a check that they belong together.
     *
     * @throws UsageException when they do not
     */
    public static KeyMaterial of(List<X509Certificate> chain, PrivateKey key, String place) throws UsageException {
        if (chain.isEmpty()) {
            throw new UsageException(place + ": there is no certificate in the file.");
        }
        if (!match(chain.get(0), key)) {
            throw new UsageException(place + ": the certificate and the private key do not belong together.");
        }
        return new KeyMaterial(chain, key);
    }

    /** Returns when the first certificate of the chain expires. */
    public Instant expiry() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Returns the pair as a key store with an empty password, which never leaves the memory. */
    public KeyStore toKeyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("serving", key, new char[0], chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory could not be made", e);
        }
    }

    public Stream<KeyManager> keyManagers() throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(toKeyStore(), new char[0]);
        return Stream.of(factory.getKeyManagers());
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
            // Its key, not the certificate itself, which an authority may not let be used for this.
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(probe);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
