package dev.hotreload.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.registration.InstallationNames;
import dev.hotreload.registration.Registration;
import dev.hotreload.tls.Issuer;
import dev.hotreload.tls.SelfSignedCertificate;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps of a check that look at what the API server has given: what passes, and what is said of what does not. */
class StepsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final X509Certificate SERVED = serving("hot-reload.hot-reload.svc");
    private static final X509Certificate OTHER =
            SelfSignedCertificate.create("other", NOW).chain().get(0);

    private static X509Certificate serving(String host) {
        Duration month = Duration.ofDays(30);
        return Issuer.serving(Issuer.authority(List.of(host), NOW, month), List.of(host), NOW, month)
                .chain()
                .get(0);
    }

    private static String said(Step step) {
        return step.fold(passed -> "ok " + passed.seen(), failed -> "FAILED " + failed.seen());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # ready | updated | observed | image                    | said
            0       | 2       | 3        | r/hot-reload:0.1.0       | FAILED 0 of 2 replicas are ready
            1       | 2       | 3        | r/hot-reload:0.1.0       | FAILED 1 of 2 replicas are ready
            2       | 1       | 3        | r/hot-reload:0.1.0       | FAILED 1 of 2 replicas are of the newest revision
            2       | 2       | 2        | r/hot-reload:0.1.0       | FAILED 2 of 2 replicas are of the newest revision
            2       | 2       | 3        | r/hot-reload:0.0.9       | FAILED the replicas run r/hot-reload:0.0.9, and this is version 0.1.0
            2       | 2       | 3        | r/hot-reload:0.1.0       | ok 2 of 2 replicas are ready, r/hot-reload:0.1.0
            2       | 2       | 3        | r/hot-reload@sha256:abcd | ok 2 of 2 replicas are ready, r/hot-reload@sha256:abcd
            """)
    void all_replicas_are_ready_and_of_the_newest_revision_and_of_this_version(
            int ready, int updated, long observed, String image, String said) {
        Deployment deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withGeneration(3L)
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withReadyReplicas(ready == 0 ? null : ready)
                .withUpdatedReplicas(updated)
                .withObservedGeneration(observed)
                .endStatus()
                .build();
        assertThat(said(ReplicasStep.of(Optional.of(deployment), "hot-reload", "0.1.0", () -> Platform.OTHER)))
                .isEqualTo(said);
    }

    @Test
    void without_a_deployment_there_is_nothing_to_count() {
        assertThat(said(ReplicasStep.of(Optional.empty(), "webhooks", "0.1.0", () -> Platform.OTHER)))
                .isEqualTo("FAILED there is no Deployment hot-reload in namespace webhooks");
    }

    private static String encoded(X509Certificate... certificates) throws CertificateEncodingException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Base64.getEncoder().encodeToString(pem.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static Secret secret(String certificate) {
        return new SecretBuilder()
                .withData(Map.of("tls.crt", certificate, "tls.key", "x"))
                .build();
    }

    private static MutatingWebhookConfiguration trusting(String... bundles) {
        return new MutatingWebhookConfigurationBuilder()
                .withWebhooks(List.of(bundles).stream()
                        .map(bundle -> new MutatingWebhookBuilder()
                                .withNewClientConfig()
                                .withCaBundle(bundle)
                                .endClientConfig()
                                .build())
                        .toList())
                .build();
    }

    private static String certificate(Secret secret, MutatingWebhookConfiguration registration, Instant now) {
        return said(CertificateStep.of(
                Optional.ofNullable(secret),
                Optional.of(new Registration(registration)),
                InstallationNames.DEFAULT,
                now));
    }

    @Test
    void what_is_served_is_valid_and_chains_to_what_every_webhook_trusts() throws Exception {
        String served = encoded(SERVED);
        assertThat(certificate(secret(served), trusting(served, encoded(OTHER, SERVED)), NOW))
                .startsWith("ok the serving certificate chains to caBundle and is valid until 2026-12-23T12:00:00Z");
        assertThat(certificate(secret(served), trusting(served, encoded(OTHER)), NOW))
                .isEqualTo(
                        "FAILED the serving certificate does not chain to caBundle of the registration (x509: certificate"
                                + " signed by unknown authority)");
        assertThat(certificate(secret(served), trusting(""), NOW))
                .isEqualTo(
                        "FAILED the serving certificate does not chain to caBundle of the registration (x509: certificate"
                                + " signed by unknown authority)");
        assertThat(certificate(secret(served), trusting(served), NOW.plus(Duration.ofDays(31))))
                .isEqualTo("FAILED the serving certificate expired at 2026-12-23T12:00:00Z");
        String wildcard = encoded(serving("*.hot-reload.svc"));
        assertThat(certificate(secret(wildcard), trusting(wildcard), NOW)).startsWith("ok ");
        String other = encoded(OTHER);
        assertThat(certificate(secret(other), trusting(other), NOW))
                .isEqualTo("FAILED the serving certificate is not for hot-reload.hot-reload.svc, the name that API"
                        + " servers call");
        assertThat(certificate(secret("bm90IFBFTQ=="), trusting(served), NOW))
                .isEqualTo("FAILED there is no certificate in the Secret hot-reload/hot-reload-tls");
    }

    @Test
    void a_registration_is_shown_with_its_selectors_and_conditions() {
        MutatingWebhookConfiguration registration = new MutatingWebhookConfigurationBuilder()
                .addNewWebhook()
                .withName("workloads.hot-reload.dev")
                .endWebhook()
                .addNewWebhook()
                .withName("pods.hot-reload.dev")
                .withFailurePolicy("Fail")
                .withNamespaceSelector(new LabelSelectorBuilder()
                        .addToMatchLabels("prometheus", "required")
                        .addToMatchExpressions(
                                new LabelSelectorRequirement("prometheus-hot-reload/mode", "NotIn", List.of("off")))
                        .build())
                .addToMatchConditions(new MatchCondition("true", "may-hold-prometheus"))
                .endWebhook()
                .build();
        assertThat(said(RegistrationStep.of(Optional.of(new Registration(registration)), InstallationNames.DEFAULT)))
                .isEqualTo("ok registration hot-reload: failurePolicy Fail, namespaces prometheus=required,"
                        + " prometheus-hot-reload/mode NotIn [off], conditions may-hold-prometheus");
        assertThat(said(RegistrationStep.of(Optional.empty(), InstallationNames.DEFAULT)))
                .isEqualTo("FAILED there is no MutatingWebhookConfiguration hot-reload with pods.hot-reload.dev");
    }
}
