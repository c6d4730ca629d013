package dev.hotreload.certificate;

import dev.hotreload.tls.Issuer;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.Pem;
import dev.hotreload.tls.ServerContext;
import dev.hotreload.tls.Trust;
import dev.hotreload.usage.UsageException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The content of the Secret: an authority, earlier authorities that are still trusted, and the serving certificate.
 *
 * <p>Printing it prints no key.
 *
 * @param authorities all that API servers have to trust, the newest first
 * @param authorityKey the key of the newest
 * @param serving the pair that every replica serves
 */
record CertificateSet(List<X509Certificate> authorities, PrivateKey authorityKey, KeyMaterial serving) {

    CertificateSet {
        authorities = List.copyOf(authorities);
    }

    /**
     * How long certificates live; each is renewed at two thirds of that.
     *
     * @param propagation how long a new authority has to be registered before a certificate of it is served, because
     *     API servers learn of a registration with a delay
     */
    record Lives(Duration authority, Duration serving, Duration propagation) {}

    static CertificateSet create(List<String> names, Lives lives, Instant now) {
        KeyMaterial authority = Issuer.authority(names, now, lives.authority());
        return new CertificateSet(
                authority.chain(), authority.key(), Issuer.serving(authority, names, now, lives.serving()));
    }

    /**
     * Returns the set as it has to be now; this very set when nothing is due. One step at a time: API servers trust a
     * new authority before it is used, and they trust an old one as long as any replica, however late, may serve a
     * certificate of it.
     *
     * @param names the host names to serve
     * @param registered since when the newest authority is registered; empty when it is not
     */
    CertificateSet renewed(List<String> names, Lives lives, Instant now, Optional<Instant> registered) {
        X509Certificate newest = authorities.get(0);
        if (isDue(newest, now) || !Issuer.isConstrainedTo(names, newest)) {
            KeyMaterial next = Issuer.authority(names, now, lives.authority());
            List<X509Certificate> trusted = new ArrayList<>(next.chain());
            trusted.addAll(authorities);
            return new CertificateSet(trusted, next.key(), serving);
        }
        X509Certificate served = serving.chain().get(0);
        boolean ofNewest = Trust.isIssuedBy(served, newest);
        boolean usable = registered
                .filter(since -> !now.isBefore(since.plus(lives.propagation())))
                .isPresent();
        // Nobody trusts a certificate that has expired or that somebody else put there: it is replaced at once.
        boolean change = !ofNewest && (usable || !isValid(now));
        if (change || (ofNewest && isDue(served, now))) {
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
     * Returns whether a certificate of an authority before the newest may still be valid: its key was given up when the
     * newest was made, so it has signed nothing since.
     */
    private static boolean isServable(X509Certificate newest, Lives lives, Instant now) {
        Instant madeAtTheLatest = newest.getNotBefore().toInstant().plus(Issuer.BACKDATED);
        return now.isBefore(madeAtTheLatest.plus(lives.serving()));
    }

    /** Returns whether clients accept the serving certificate at this time. */
    boolean isValid(Instant now) {
        return !now.isBefore(serving.start())
                && now.isBefore(serving.expiry())
                && authorities.stream()
                        .anyMatch(authority -> Trust.isIssuedBy(serving.chain().get(0), authority));
    }

    /** Returns whether a client can shake hands with the serving certificate and its key. */
    boolean isServable() {
        try {
            ServerContext.tried(serving, Optional.empty(), Optional.empty());
            return true;
        } catch (UsageException e) {
            return false;
        }
    }

    /** Returns what {@code caBundle} has to be: PEM of all authorities. */
    String bundle() {
        return Pem.write(authorities);
    }

    /** Returns the Secret's data. */
    Map<String, String> data() {
        return new TreeMap<>(Map.of(
                "ca.crt", bundle(),
                "ca.key", Pem.write(authorityKey),
                "tls.crt", Pem.write(serving.chain()),
                "tls.key", Pem.write(serving.key())));
    }

    /**
     * Reads a Secret's data.
     *
     * @return empty when something is missing, cannot be read, or does not belong together
     */
    static Optional<CertificateSet> parse(Map<String, String> data) {
        List<X509Certificate> authorities = Pem.certificates(data.getOrDefault("ca.crt", ""));
        Optional<KeyMaterial> newest = pair(authorities.stream().limit(1).toList(), data.getOrDefault("ca.key", ""));
        Optional<KeyMaterial> serving =
                pair(Pem.certificates(data.getOrDefault("tls.crt", "")), data.getOrDefault("tls.key", ""));
        return newest.flatMap(authority -> serving.map(pair -> new CertificateSet(authorities, authority.key(), pair)));
    }

    private static Optional<KeyMaterial> pair(List<X509Certificate> chain, String key) {
        try {
            Optional<PrivateKey> read = Pem.privateKey(key);
            return read.isEmpty() ? Optional.empty() : Optional.of(KeyMaterial.of(chain, read.get(), "the Secret"));
        } catch (UsageException e) {
            return Optional.empty();
        }
    }

    /** A certificate from the future was made by a clock that was wrong: no client accepts it. */
    private static boolean isDue(X509Certificate certificate, Instant now) {
        Instant start = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(start, certificate.getNotAfter().toInstant());
        return now.isBefore(start)
                || !now.isBefore(start.plus(life.multipliedBy(2).dividedBy(3)));
    }

    @Override
    public String toString() {
        return "CertificateSet of "
                + authorities.get(0).getSubjectX500Principal().getName();
    }
}
