package dev.hotreload.check;

import dev.hotreload.cluster.ApiFailure;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.NamespaceGlob;
import dev.hotreload.decision.Policy;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.registration.Registration;
import dev.hotreload.registration.SelectedNamespaces;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the installation of a cluster, step by step. Changes nothing: pods are created by dry run only.
 *
 * @param client with the rights of the person who asks
 * @param server the API server that the client asks
 * @param names of the installation's objects
 * @param probes the namespace of the dry runs; when empty, one that the registration selects
 * @param version that the replicas should have
 */
public record Installation(
        KubernetesClient client, ApiServer server, InstallationNames names, Optional<String> probes, String version) {

    private static final String DEFAULT = "default";
    private static final String CONFIG = "config.yaml";
    private static final String APPLICATION = "app.kubernetes.io/name";

    /**
     * Returns the installation of a namespace with the names that the command of its Deployment gives, as far as the
     * API server shows the Deployment.
     *
     * @param registration the name of the MutatingWebhookConfiguration, when the user gave it
     */
    public static Installation in(
            KubernetesClient client,
            ApiServer server,
            String namespace,
            Optional<String> registration,
            Optional<String> probes,
            String version) {
        InstallationNames names = installed(client, InstallationNames.DEFAULT.in(namespace));
        return new Installation(
                client, server, registration.map(names::registered).orElse(names), probes, version);
    }

    private static InstallationNames installed(KubernetesClient client, InstallationNames names) {
        try {
            return deployment(client, names)
                    .map(found -> InstalledNames.of(found, names))
                    .orElse(names);
        } catch (KubernetesClientException e) {
            // The step that looks at the Deployment reports it.
            return names;
        }
    }

    /** Returns the Deployment: the one with the usual name, or the one that a chart's release names after itself. */
    private static Optional<Deployment> deployment(KubernetesClient client, InstallationNames names) {
        var deployments = client.apps().deployments().inNamespace(names.namespace());
        return Optional.ofNullable(deployments.withName(InstallationNames.NAME).get())
                .or(() -> deployments.withLabel(APPLICATION, "prometheus-hot-reload").list().getItems().stream()
                        .findFirst());
    }

    /** Returns the steps; each makes sense only when those before it passed. */
    public Stream<Step.Planned> steps() {
        return Stream.of(
                planned(
                        "registration",
                        () -> RegistrationStep.of(Registration.read(client, names.registration()), names)),
                planned("configuration", this::configuration),
                planned(
                        "replicas",
                        () -> ReplicasStep.of(deployment(client, names), names.namespace(), version, this::platform)),
                planned(
                        "certificate",
                        () -> CertificateStep.of(
                                secret(), Registration.read(client, names.registration()), names, Instant.now())),
                planned("patched", () -> tried(DryRun::reloaded)),
                planned("leftAlone", () -> tried(DryRun::notReloaded)));
    }

    private Step.Planned planned(String name, Supplier<Step> step) {
        return new Step.Planned(name, () -> guarded(step));
    }

    /**
     * Returns the webhook's policy; the default when there is no configuration, or when it cannot be used, which a step
     * reports.
     *
     * @throws KubernetesClientException when the API server refuses, or cannot be reached
     */
    public Policy policy() {
        try {
            return configured().orElse(Policy.DEFAULT);
        } catch (UsageException e) {
            return Policy.DEFAULT;
        }
    }

    private Step guarded(Supplier<Step> step) {
        try {
            return step.get();
        } catch (KubernetesClientException e) {
            String said =
                    Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElse("");
            if (CallFailure.isIn(said)) {
                return calls().refused(said);
            }
            ApiFailure failure = server.failure(e);
            return new Step.Failed(failure.seen(), failure.advice());
        }
    }

    private WebhookCalls calls() {
        return new WebhookCalls(server, names, this::platform);
    }

    private Platform platform() {
        return server.version(version -> new PlatformProbe(client).platform(version), failure -> Platform.OTHER);
    }

    private Optional<Secret> secret() {
        return Optional.ofNullable(client.secrets()
                .inNamespace(names.namespace())
                .withName(names.secret())
                .get());
    }

    private Optional<Policy> configured() throws UsageException {
        Optional<String> text = Optional.ofNullable(client.configMaps()
                        .inNamespace(names.namespace())
                        .withName(names.configMap())
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get(CONFIG));
        return text.isEmpty() ? Optional.empty() : Optional.of(PolicyFile.parse(CONFIG, text.get()));
    }

    private Step configuration() {
        String place = names.namespace() + "/" + names.configMap();
        try {
            return configured()
                    .<Step>map(policy -> new Step.Passed("configuration: mode " + policy.mode() + rules(policy)
                            + ", flags " + Step.list(DryRun.flags(policy).stream(), "none")))
                    .orElseGet(() -> new Step.Failed(
                            "there is no ConfigMap " + place + " with " + CONFIG,
                            "Install it, or name its namespace with -n."));
        } catch (UsageException e) {
            return new Step.Failed(
                    "the configuration cannot be used: "
                            + ApiFailure.shortened(
                                    Optional.ofNullable(e.getMessage()).orElse("")),
                    "Correct the ConfigMap " + place
                            + ". Running replicas keep the last good configuration; a new replica does not start.");
        }
    }

    private static String rules(Policy policy) {
        return policy.namespaces().stream()
                .map(rule -> " ("
                        + rule.match().stream().map(NamespaceGlob::toString).collect(Collectors.joining(", ")) + ": "
                        + rule.mode() + ")")
                .collect(Collectors.joining());
    }

    private Step tried(Function<DryRun, Step> probe) {
        return probes.or(this::selected)
                .map(place -> probe.apply(new DryRun(client, place, policy(), calls())))
                .orElseGet(() -> new Step.Failed(
                        "the registration selects no namespace of this cluster",
                        "Label the namespaces that the webhook is for as its namespaceSelector asks, or"
                                + " change the selector."));
    }

    /** Returns namespace default where the webhook is for it, otherwise the first namespace that it is for. */
    private Optional<String> selected() {
        return SelectedNamespaces.read(client, names, Optional.of(DEFAULT)).contains(DEFAULT)
                ? Optional.of(DEFAULT)
                : SelectedNamespaces.read(client, names, Optional.empty())
                        .existing()
                        .findFirst();
    }
}
