package dev.hotreload.check;

import dev.hotreload.registration.InstallationNames;
import dev.hotreload.registration.Registration;
import dev.hotreload.tls.Pem;
import dev.hotreload.tls.Trust;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that the serving certificate is valid, and that API servers trust it. */
final class CertificateStep {

    private CertificateStep() {}

    static Step of(Optional<Secret> secret, Optional<Registration> registration, InstallationNames names, Instant now) {
        List<X509Certificate> served = secret.map(
                        existing -> Optional.ofNullable(existing.getData()).orElse(Map.of()))
                .map(data -> Pem.certificates(Pem.decoded(data.get("tls.crt"))))
                .orElse(List.of());
        if (served.isEmpty()) {
            return new Step.Failed(
                    "there is no certificate in the Secret " + names.namespace() + "/" + names.secret(),
                    "With self-managed certificates look at the log of the replicas. Otherwise run certs/generate.sh.");
        }
        Instant expiry = served.get(0).getNotAfter().toInstant();
        if (expiry.isBefore(now)) {
            return new Step.Failed("the serving certificate expired at " + expiry, "Renew it: certs/generate.sh.");
        }
        String host = names.hosts().get(0);
        if (!HostNames.cover(served.get(0), host)) {
            return new Step.Failed(
                    "the serving certificate is not for " + host + ", the name that API servers call",
                    "Issue one that has this name as subject alternative name: certs/generate.sh.");
        }
        boolean trusted = registration.stream()
                .flatMap(Registration::authorities)
                .allMatch(authorities -> served.stream().anyMatch(certificate -> isTrusted(certificate, authorities)));
        return trusted
                ? new Step.Passed("the serving certificate chains to caBundle and is valid until " + expiry)
                : new Step.Failed(
                        "the serving certificate does not chain to caBundle of the registration (x509: certificate"
                                + " signed by unknown authority)",
                        "Set caBundle to the authority of the Secret; self-managed certificates do so within seconds.");
    }

    private static boolean isTrusted(X509Certificate certificate, List<X509Certificate> authorities) {
        return authorities.stream()
                .anyMatch(authority -> authority.equals(certificate) || Trust.isIssuedBy(certificate, authority));
    }
}
