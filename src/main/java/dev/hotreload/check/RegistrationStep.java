package dev.hotreload.check;

import dev.hotreload.registration.InstallationNames;
import dev.hotreload.registration.Registration;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that the webhook is registered, and shows what for. */
final class RegistrationStep {

    private RegistrationStep() {}

    static Step of(Optional<Registration> registration, InstallationNames names) {
        return registration
                .flatMap(Registration::pods)
                .<Step>map(hook -> new Step.Passed("registration " + names.registration() + ": failurePolicy "
                        + hook.getFailurePolicy() + ", namespaces "
                        + Step.list(namespaces(hook), "all") + ", conditions "
                        + Step.list(hook.getMatchConditions().stream().map(MatchCondition::getName), "none")))
                .orElseGet(
                        () -> new Step.Failed(
                                "there is no MutatingWebhookConfiguration " + names.registration() + " with "
                                        + InstallationNames.PODS,
                                "Install the webhook: docs/install.md of prometheus-hot-reload says how, with Helm and with kustomize."));
    }

    private static Stream<String> namespaces(MutatingWebhook hook) {
        return Optional.ofNullable(hook.getNamespaceSelector()).stream().flatMap(RegistrationStep::requirements);
    }

    private static Stream<String> requirements(LabelSelector selector) {
        return Stream.concat(
                selector.getMatchLabels().entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()),
                selector.getMatchExpressions().stream()
                        .map(expression ->
                                expression.getKey() + " " + expression.getOperator() + " " + expression.getValues()));
    }
}
