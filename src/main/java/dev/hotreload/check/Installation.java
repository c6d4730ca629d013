package dev.hotreload.check;

import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.NamespaceGlob;
import dev.hotreload.decision.Policy;
import dev.hotreload.registration.Registered;
import dev.hotreload.registration.SelectedNamespaces;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The installation of a cluster, step by step. Changes nothing: pods are created by dry run only.
 *
 * @param client with the rights of the person who asks
 * @param namespace of the webhook
 * @param probes the namespace in which pods are tried out; when empty, one that the registration selects
 * @param version that the replicas should be of
 */
public record Installation(KubernetesClient client, String namespace, Optional<String> probes, String version) {

    /** The name of Deployment and ConfigMap. */
    static final String NAME = "hot-reload";

    static final String SECRET = "hot-reload-tls";
    private static final String DEFAULT = "default";
    private static final String CONFIG = "config.yaml";

    /** The steps, each of which makes sense when those before it have passed. */
    public Stream<Supplier<Step>> steps() {
        return Stream.<Supplier<Step>>of(
                        () -> RegistrationStep.of(Registered.read(client)),
                        this::configuration,
                        () -> ReplicasStep.of(
                                Optional.ofNullable(client.apps()
                                        .deployments()
                                        .inNamespace(namespace)
                                        .withName(NAME)
                                        .get()),
                                namespace,
                                version),
                        () -> CertificateStep.of(
                                Optional.ofNullable(client.secrets()
                                        .inNamespace(namespace)
                                        .withName(SECRET)
                                        .get()),
                                Registered.read(client),
                                namespace,
                                Instant.now()),
                        () -> tried(DryRun::reloaded),
                        () -> tried(DryRun::notReloaded))
                .map(step -> () -> guarded(step));
    }

    /** Returns what the API server says of itself; fails when it cannot be reached. */
    public Step apiServer() {
        return guarded(() -> new Step.Passed(
                "API server " + client.getKubernetesVersion().getGitVersion() + " at " + client.getMasterUrl()));
    }

    /**
     * Returns what the webhook is configured to do; the default when it has no configuration, or one that cannot be used, of
     * which a step tells.
     *
     * @throws KubernetesClientException when the API server does not give it
     */
    public Policy policy() {
        try {
            return configured().orElse(Policy.DEFAULT);
        } catch (UsageException e) {
            return Policy.DEFAULT;
        }
    }

    private static Step guarded(Supplier<Step> step) {
        try {
            return step.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() < 100) {
                return new Step.Failed(
                        "the API server cannot be reached", "Look at the context: kubectl config get-contexts.");
            }
            String why = Optional.ofNullable(e.getStatus())
                    .map(Status::getMessage)
                    .orElse("it does not say why")
                    .replaceAll("\\.$", "");
            return new Step.Failed(
                    "the API server answers " + e.getCode() + ": " + why,
                    "Ask with the rights that it names; where a policy refuses the pod, name another namespace with --try-in.");
        }
    }

    private Optional<Policy> configured() throws UsageException {
        Optional<String> text = Optional.ofNullable(client.configMaps()
                        .inNamespace(namespace)
                        .withName(NAME)
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.get(CONFIG));
        return text.isEmpty() ? Optional.empty() : Optional.of(PolicyFile.parse(CONFIG, text.get()));
    }

    private Step configuration() {
        try {
            return configured()
                    .<Step>map(policy -> new Step.Passed("configuration: mode " + policy.mode() + rules(policy)
                            + ", flags " + Step.list(DryRun.flags(policy).stream(), "none")))
                    .orElseGet(() -> new Step.Failed(
                            "there is no ConfigMap " + NAME + " with " + CONFIG + " in namespace " + namespace,
                            "Install it, or name its namespace with -n."));
        } catch (UsageException e) {
            return new Step.Failed(
                    "the configuration cannot be used: "
                            + Optional.ofNullable(e.getMessage()).orElse("").replaceAll("\\.$", ""),
                    "Correct the ConfigMap " + namespace + "/" + NAME
                            + "; the replicas go on with the last good one, and none starts with this.");
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
                .map(place -> probe.apply(new DryRun(client, place, policy())))
                .orElseGet(
                        () -> new Step.Failed(
                                "the registration selects no namespace of this cluster",
                                "Give the namespaces that it is for the labels that it asks for, or install it with other ones."));
    }

    /** Where pods are made by default, else the first namespace that the webhook is for. */
    private Optional<String> selected() {
        return SelectedNamespaces.read(client, Optional.of(DEFAULT)).contains(DEFAULT)
                ? Optional.of(DEFAULT)
                : SelectedNamespaces.read(client, Optional.empty()).existing().findFirst();
    }
}
