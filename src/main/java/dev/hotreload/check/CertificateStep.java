package dev.hotreload.check;

import dev.hotreload.tls.Certificates;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the certificate that the replicas serve is valid, and is trusted by what is registered. */
final class CertificateStep {

    private CertificateStep() {}

    static Step of(
            Optional<Secret> secret,
            Optional<MutatingWebhookConfiguration> registration,
            String namespace,
            Instant now) {
        List<X509Certificate> served = secret.map(
                        existing -> Optional.ofNullable(existing.getData()).orElse(Map.of()))
                .map(data -> Certificates.parse(Certificates.decoded(data.get("tls.crt"))))
                .orElse(List.of());
        if (served.isEmpty()) {
            return new Step.Failed(
                    "there is no certificate in the Secret " + namespace + "/" + Installation.SECRET,
                    "With self-managed certificates look at the log of the replicas; else run certs/generate.sh.");
        }
        Instant expiry = served.get(0).getNotAfter().toInstant();
        if (expiry.isBefore(now)) {
            return new Step.Failed("the serving certificate has expired at " + expiry, "Renew it: certs/generate.sh.");
        }
        boolean trusted = registration.stream()
                .flatMap(configuration -> configuration.getWebhooks().stream())
                .map(hook -> Certificates.parse(
                        Certificates.decoded(hook.getClientConfig().getCaBundle())))
                .allMatch(authorities -> served.stream().anyMatch(certificate -> isTrusted(certificate, authorities)));
        return trusted
                ? new Step.Passed("the serving certificate chains to caBundle and is valid until " + expiry)
                : new Step.Failed(
                        "the serving certificate does not chain to caBundle of the registration",
                        "Fill in caBundle with the authority of the Secret; self-managed certificates do so within seconds.");
    }

    private static boolean isTrusted(X509Certificate certificate, List<X509Certificate> authorities) {
        return authorities.stream()
                .anyMatch(
                        authority -> authority.equals(certificate) || Certificates.isIssuedBy(certificate, authority));
    }
}
