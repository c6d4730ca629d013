package dev.hotreload.check;

import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import java.util.List;
import java.util.Optional;

/** Checks that no registration of this webhook is in the way of another installation. */
final class OtherRegistrations {

    private OtherRegistrations() {}

    /**
     * Looks at all registrations of a cluster.
     *
     * @param names of the installation that is planned
     */
    static Step of(List<MutatingWebhookConfiguration> all, InstallationNames names) {
        Optional<MutatingWebhookConfiguration> sameName = all.stream()
                .filter(one -> one.getMetadata().getName().equals(names.registration()))
                .findFirst();
        if (sameName.isPresent() && !isIn(sameName.get(), names.namespace())) {
            return new Step.Failed(
                    "there is a MutatingWebhookConfiguration " + names.registration() + " already, and it calls "
                            + callee(sameName.get()),
                    "Upgrade that installation with -n, remove it, or give this one another name: --registration here,"
                            + " fullnameOverride in the chart.");
        }
        List<String> others = all.stream()
                .filter(one -> !one.getMetadata().getName().equals(names.registration()))
                .filter(one -> one.getWebhooks().stream()
                        .anyMatch(hook -> hook.getName().equals(InstallationNames.PODS)))
                .map(one -> one.getMetadata().getName() + ", which calls " + callee(one))
                .toList();
        if (!others.isEmpty()) {
            return new Step.Failed(
                    "this webhook is registered under another name: " + String.join("; ", others),
                    "Upgrade or remove that installation; with two of them each pod is reviewed twice.");
        }
        return new Step.Passed(
                sameName.isPresent()
                        ? "hot-reload is installed in " + names.namespace() + ": installing again upgrades it"
                        : "no other registration of this webhook is in the way");
    }

    private static boolean isIn(MutatingWebhookConfiguration registration, String namespace) {
        return registration.getWebhooks().stream()
                .map(hook -> Optional.ofNullable(hook.getClientConfig()).map(WebhookClientConfig::getService))
                .allMatch(service -> service.filter(one -> namespace.equals(one.getNamespace()))
                        .isPresent());
    }

    private static String callee(MutatingWebhookConfiguration registration) {
        return Step.list(
                registration.getWebhooks().stream()
                        .flatMap(hook -> Optional.ofNullable(hook.getClientConfig()).stream())
                        .map(config -> config.getService() == null
                                ? "a URL"
                                : config.getService().getNamespace() + "/"
                                        + config.getService().getName())
                        .distinct(),
                "nothing");
    }
}
