package dev.hotreload.tls;

import java.time.Duration;
import java.time.Instant;

/** A throw-away certificate for this machine, made in memory: to try the webhook out, and for its own warm-up. */
public final class SelfSignedCertificate {

    private static final Duration LIFE = Duration.ofDays(30);

    private SelfSignedCertificate() {}

    /** Makes a certificate for localhost, 127.0.0.1 and ::1, EC P-256, valid from now for 30 days. */
    public static KeyMaterial create(String commonName) {
        return create(commonName, Instant.now());
    }

    /** Makes a certificate that is valid from another time on. */
    public static KeyMaterial create(String commonName, Instant start) {
        return Issuer.selfSigned(commonName, start, LIFE);
    }
}
