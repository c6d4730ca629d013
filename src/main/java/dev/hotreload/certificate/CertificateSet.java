package dev.hotreload.certificate;

import dev.hotreload.tls.Certificates;
import dev.hotreload.tls.Issuer;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.PemFiles;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/**
 * What the Secret holds: an authority, the ones before it that are still trusted, and the serving certificate.
 *
 * <p>Printing it prints no key.
 *
 * @param authorities all that are to be trusted, the newest first
 * @param authorityKey of the newest
 * @param serving which every replica serves
 */
record CertificateSet(List<X509Certificate> authorities, PrivateKey authorityKey, KeyMaterial serving) {

    CertificateSet {
        authorities = List.copyOf(authorities);
    }

    /**
     * How long certificates live; each is renewed at two thirds of that.
     *
     * @param propagation how long a new authority has to be registered before a certificate of it is served: API servers
     *     hear of a registration with a delay
     */
    record Lives(Duration authority, Duration serving, Duration propagation) {}

    static CertificateSet create(List<String> names, Lives lives, Instant now) {
        KeyMaterial authority = Issuer.authority(now, lives.authority());
        return new CertificateSet(
                authority.chain(), authority.key(), Issuer.serving(authority, names, now, lives.serving()));
    }

    /**
     * Returns the set as it has to be now; the very same one when nothing is due. One step at a time: a new authority is
     * trusted first and used later, and an old one is trusted as long as any replica, however late, could serve a
     * certificate of it.
     *
     * @param registered since when the newest authority is registered; empty when it is not
     */
    CertificateSet renewed(List<String> names, Lives lives, Instant now, Optional<Instant> registered) {
        X509Certificate newest = authorities.get(0);
        if (isDue(newest, now)) {
            KeyMaterial next = Issuer.authority(now, lives.authority());
            List<X509Certificate> trusted = new ArrayList<>(next.chain());
            trusted.addAll(authorities);
            return new CertificateSet(trusted, next.key(), serving);
        }
        boolean ofNewest = Certificates.isIssuedBy(serving.chain().get(0), newest);
        boolean usable = registered
                .filter(since -> !now.isBefore(since.plus(lives.propagation())))
                .isPresent();
        // What nobody trusts, because somebody else put it there or its time is over, is not kept a moment longer.
        boolean goOver = !ofNewest && (usable || !isValid(now));
        if (goOver || (ofNewest && isDue(serving.chain().get(0), now))) {
            KeyMaterial authority = new KeyMaterial(List.of(newest), authorityKey);
            return new CertificateSet(
                    authorities, authorityKey, Issuer.serving(authority, names, now, lives.serving()));
        }
        List<X509Certificate> needed = authorities.stream()
                .filter(authority -> authority.equals(newest)
                        || (authority.getNotAfter().toInstant().isAfter(now) && isServable(newest, lives, now)))
                .toList();
        return needed.size() == authorities.size() ? this : new CertificateSet(needed, authorityKey, serving);
    }

    /**
     * Returns whether a certificate of an authority before the newest may still be valid: the key of such a one was given up
     * when the newest was made, so that it has signed nothing since.
     */
    private static boolean isServable(X509Certificate newest, Lives lives, Instant now) {
        Instant madeAtTheLatest = newest.getNotBefore().toInstant().plus(Issuer.BACKDATED);
        return now.isBefore(madeAtTheLatest.plus(lives.serving()));
    }

    /** Returns whether the serving certificate can still be used. */
    boolean isValid(Instant now) {
        return serving.expiry().isAfter(now)
                && authorities.stream()
                        .anyMatch(authority ->
                                Certificates.isIssuedBy(serving.chain().get(0), authority));
    }

    /** Returns what {@code caBundle} has to be: PEM of all that are to be trusted. */
    String bundle() {
        return pem(authorities.toArray());
    }

    /** Returns the Secret's data. */
    Map<String, String> data() {
        return new TreeMap<>(Map.of(
                "ca.crt", bundle(),
                "ca.key", pem(pkcs8(authorityKey)),
                "tls.crt", pem(serving.chain().toArray()),
                "tls.key", pem(pkcs8(serving.key()))));
    }

    /**
     * Reads a Secret's data.
     *
     * @return empty when something is missing, cannot be read, or does not belong together
     */
    static Optional<CertificateSet> parse(Map<String, String> data) {
        try {
            List<X509Certificate> authorities = Certificates.parse(data.getOrDefault("ca.crt", ""));
            PrivateKey authorityKey = PemFiles.privateKey(bytes(data, "ca.key"), "ca.key");
            KeyMaterial.of(authorities, authorityKey, "ca.crt, ca.key");
            KeyMaterial serving = KeyMaterial.of(
                    Certificates.parse(data.getOrDefault("tls.crt", "")),
                    PemFiles.privateKey(bytes(data, "tls.key"), "tls.key"),
                    "tls.crt, tls.key");
            return Optional.of(new CertificateSet(authorities, authorityKey, serving));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    private static boolean isDue(X509Certificate certificate, Instant now) {
        Instant start = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(start, certificate.getNotAfter().toInstant());
        return !now.isBefore(start.plus(life.multipliedBy(2).dividedBy(3)));
    }

    private static byte[] bytes(Map<String, String> data, String key) {
        return data.getOrDefault(key, "").getBytes(StandardCharsets.US_ASCII);
    }

    private static Object pkcs8(PrivateKey key) {
        try {
            return new JcaPKCS8Generator(key, null);
        } catch (IOException e) {
            throw new IllegalStateException("a key in memory could not be encoded", e);
        }
    }

    private static String pem(Object... objects) {
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

    @Override
    public String toString() {
        return "CertificateSet of "
                + authorities.get(0).getSubjectX500Principal().getName();
    }
}
