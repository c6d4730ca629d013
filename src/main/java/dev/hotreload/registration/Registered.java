package dev.hotreload.registration;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Our MutatingWebhookConfiguration and the webhook for pods in it, by the names that the manifests give them. */
public final class Registered {

    /** The name of the MutatingWebhookConfiguration. */
    public static final String NAME = "hot-reload";

    /** The name of the webhook for pods. */
    public static final String PODS = "pods.hot-reload.dev";

    private Registered() {}

    /**
     * Asks an API server for the configuration.
     *
     * @return empty when there is none
     * @throws KubernetesClientException when the API server does not give it
     */
    public static Optional<MutatingWebhookConfiguration> read(KubernetesClient client) {
        return Optional.ofNullable(client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(NAME)
                .get());
    }

    /** Returns the webhook for pods; empty when the configuration has none. */
    public static Optional<MutatingWebhook> pods(MutatingWebhookConfiguration configuration) {
        return configuration.getWebhooks().stream()
                .filter(hook -> hook.getName().equals(PODS))
                .findFirst();
    }
}
