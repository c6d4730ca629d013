package dev.hotreload.registration;

import dev.hotreload.tls.Pem;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Our MutatingWebhookConfiguration as the API server has it: what API servers call us for, and whom they trust then.
 */
public record Registration(MutatingWebhookConfiguration configuration) {

    private static final String FIELD_MANAGER = "prometheus-hot-reload";
    private static final String FAIL = "Fail";
    private static final Set<String> SELECTING = Set.of("In", "Exists");

    /**
     * Reads it from the API server.
     *
     * @return empty when there is none of this name
     * @throws KubernetesClientException when the API server refuses, or cannot be reached
     */
    public static Optional<Registration> read(KubernetesClient client, String name) {
        return Optional.ofNullable(client.admissionRegistration()
                        .v1()
                        .mutatingWebhookConfigurations()
                        .withName(name)
                        .get())
                .map(Registration::new);
    }

    /** Returns the webhook for pods; empty when there is none. */
    public Optional<MutatingWebhook> pods() {
        return configuration.getWebhooks().stream()
                .filter(hook -> hook.getName().equals(InstallationNames.PODS))
                .findFirst();
    }

    /**
     * Returns whether a call that fails refuses a pod in any namespace: the failurePolicy is Fail, and neither selector
     * asks for a label. Expressions such as {@code NotIn} exclude some objects and select all others.
     */
    public boolean refusesPodsEverywhere() {
        return pods().filter(hook -> FAIL.equals(hook.getFailurePolicy()))
                .filter(hook -> Stream.of(hook.getNamespaceSelector(), hook.getObjectSelector())
                        .filter(Objects::nonNull)
                        .noneMatch(Registration::asksForLabel))
                .isPresent();
    }

    private static boolean asksForLabel(LabelSelector selector) {
        return !selector.getMatchLabels().isEmpty()
                || selector.getMatchExpressions().stream()
                        .map(LabelSelectorRequirement::getOperator)
                        .anyMatch(SELECTING::contains);
    }

    /** Returns the authorities that API servers trust, for each webhook. */
    public Stream<List<X509Certificate>> authorities() {
        return configuration.getWebhooks().stream().map(hook -> Pem.certificates(bundle(hook)));
    }

    /** Returns whether every webhook trusts an authority. */
    public boolean trusts(X509Certificate authority) {
        return authorities().allMatch(trusted -> trusted.contains(authority));
    }

    /** Returns whether {@code caBundle} of every webhook is exactly this PEM. */
    public boolean hasBundle(String bundle) {
        return configuration.getWebhooks().stream()
                .allMatch(hook -> bundle(hook).equals(bundle));
    }

    /**
     * Sets {@code caBundle} of every webhook by server-side apply, as our own field manager: nobody else's fields
     * change, and nobody else has to know ours.
     *
     * @throws KubernetesClientException when the API server refuses, or cannot be reached
     */
    public void setBundle(KubernetesClient client, String bundle) {
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
        return Pem.decoded(hook.getClientConfig().getCaBundle());
    }
}
