package dev.hotreload.certificate;

import dev.hotreload.tls.Certificates;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Our own MutatingWebhookConfiguration as it was read: whom API servers trust when they call us. */
record Registration(MutatingWebhookConfiguration configuration) {

    private static final String FIELD_MANAGER = "prometheus-hot-reload";

    /**
     * Reads it.
     *
     * @return empty when there is none
     * @throws KubernetesClientException when the API server does not give it
     */
    static Optional<Registration> read(KubernetesClient client, String name) {
        return Optional.ofNullable(client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName(name)
                        .get())
                .map(Registration::new);
    }

    /** Returns whether every webhook of it trusts an authority. */
    boolean trusts(X509Certificate authority) {
        return configuration.getWebhooks().stream()
                .allMatch(hook -> Certificates.parse(bundle(hook)).contains(authority));
    }

    /** Returns whether every webhook of it has exactly this {@code caBundle}, in PEM. */
    boolean has(String bundle) {
        return configuration.getWebhooks().stream()
                .allMatch(hook -> bundle(hook).equals(bundle));
    }

    /**
     * Sets {@code caBundle} of every webhook, as our own field manager: nobody else's fields are touched, and they need not
     * know of ours.
     *
     * @throws KubernetesClientException when the API server does not take it
     */
    void fillIn(KubernetesClient client, String bundle) {
        String encoded = Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII));
        List<MutatingWebhook> hooks = configuration.getWebhooks().stream()
                .map(hook -> new MutatingWebhookBuilder()
                        .withName(hook.getName())
                        .withNewClientConfig()
                        .withCaBundle(encoded)
                        .endClientConfig()
                        .build())
                .toList();
        client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .resource(new MutatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(configuration.getMetadata().getName())
                        .endMetadata()
                        .withWebhooks(hooks)
                        .build())
                .fieldManager(FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    private static String bundle(MutatingWebhook hook) {
        return Certificates.decoded(hook.getClientConfig().getCaBundle());
    }
}
