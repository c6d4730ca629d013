package dev.hotreload.check;

import dev.hotreload.certificate.Certificates;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The installation of a cluster, step by step. Changes nothing: pods are created by dry run only.
 *
 * @param client with the rights of the person who asks
 * @param namespace of the webhook
 * @param probes the namespace in which pods are tried out
 * @param version that the replicas should be of
 */
public record Installation(KubernetesClient client, String namespace, String probes, String version) {

    private static final String NAME = "hot-reload";
    private static final String SECRET = "hot-reload-tls";
    private static final String IMAGE = "quay.io/prometheus/prometheus:v2.48.0";
    private static final List<String> FLAGS = List.of("--web.enable-lifecycle", "--storage.tsdb.wal-compression");

    /** The steps, each of which makes sense when those before it have passed. */
    public Stream<Supplier<Step>> steps() {
        return Stream.<Supplier<Step>>of(
                        this::registration, this::replicas, this::certificate, this::patched, this::leftAlone)
                .map(step -> () -> guarded(step));
    }

    /** Returns what the API server says of itself; fails when it cannot be reached. */
    public Step apiServer() {
        return guarded(() -> new Step.Passed(
                "API server " + client.getKubernetesVersion().getGitVersion() + " at " + client.getMasterUrl()));
    }

    private static Step guarded(Supplier<Step> step) {
        try {
            return step.get();
        } catch (KubernetesClientException e) {
            return e.getCode() < 100
                    ? new Step.Failed(
                            "the API server cannot be reached", "Look at the context: kubectl config get-contexts.")
                    : new Step.Failed(
                            "the API server answers " + e.getCode() + " for "
                                    + Optional.ofNullable(e.getFullResourceName())
                                            .orElse("a request"),
                            "Ask with the rights to read it.");
        }
    }

    private Optional<MutatingWebhookConfiguration> configuration() {
        return Optional.ofNullable(client.admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName(NAME)
                .get());
    }

    private Step registration() {
        return configuration()
                .<Step>map(configuration -> {
                    MutatingWebhook pods = configuration.getWebhooks().get(0);
                    String conditions = Optional.ofNullable(pods.getMatchConditions()).orElse(List.of()).stream()
                            .map(condition -> condition.getName())
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("none");
                    String selectors = pods.getNamespaceSelector().getMatchExpressions().stream()
                            .map(expression ->
                                    expression.getKey() + " " + expression.getOperator() + " " + expression.getValues())
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("all");
                    return new Step.Passed("registration " + NAME + ": failurePolicy " + pods.getFailurePolicy()
                            + ", namespaces " + selectors + ", conditions " + conditions);
                })
                .orElseGet(() -> new Step.Failed(
                        "there is no MutatingWebhookConfiguration " + NAME,
                        "Install it: kubectl apply -k manifests/overlays/self-managed."));
    }

    private Step replicas() {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(NAME)
                .get();
        if (deployment == null) {
            return new Step.Failed(
                    "there is no Deployment " + NAME + " in namespace " + namespace,
                    "Install it, or name its namespace with -n.");
        }
        int wanted = deployment.getSpec().getReplicas();
        int ready =
                Optional.ofNullable(deployment.getStatus().getReadyReplicas()).orElse(0);
        if (ready < wanted || ready == 0) {
            return new Step.Failed(
                    ready + " of " + wanted + " replicas are ready",
                    "Look why: kubectl -n " + namespace
                            + " describe pods -l app.kubernetes.io/name=prometheus-hot-reload.");
        }
        String image = deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
        if (!image.contains("@") && !image.endsWith(":" + version)) {
            return new Step.Failed(
                    "the replicas run " + image + ", and this is version " + version,
                    "Upgrade the installation, or check with its own version.");
        }
        return new Step.Passed(ready + " of " + wanted + " replicas are ready, " + image);
    }

    private Step certificate() {
        Secret secret = client.secrets().inNamespace(namespace).withName(SECRET).get();
        List<X509Certificate> served = secret == null
                ? List.of()
                : Certificates.parse(Certificates.decoded(
                        Optional.ofNullable(secret.getData()).orElse(Map.of()).get("tls.crt")));
        if (served.isEmpty()) {
            return new Step.Failed(
                    "there is no certificate in the Secret " + namespace + "/" + SECRET,
                    "With self-managed certificates look at the log of the replicas; else run certs/generate.sh.");
        }
        X509Certificate first = served.get(0);
        Instant expiry = first.getNotAfter().toInstant();
        if (expiry.isBefore(Instant.now())) {
            return new Step.Failed("the serving certificate has expired at " + expiry, "Renew it: certs/generate.sh.");
        }
        boolean trusted = configuration().stream()
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

    private Step patched() {
        Pod pod = tryOut(server(), reloader());
        List<String> missing = FLAGS.stream()
                .filter(flag -> !pod.getSpec().getContainers().get(0).getArgs().contains(flag))
                .toList();
        return missing.isEmpty()
                ? new Step.Passed(
                        "a pod with a reloader gets " + String.join(" ", FLAGS) + " (dry run in " + probes + ")")
                : new Step.Failed(
                        "a pod with a reloader does not get " + String.join(" ", missing) + " (dry run in " + probes
                                + ")",
                        "The API server could not call the webhook, or its mode is not enforce, or the namespace is opted"
                                + " out: look at apiserver_admission_webhook_fail_open_count and the ConfigMap "
                                + namespace + "/" + NAME + ".");
    }

    private Step leftAlone() {
        Pod pod = tryOut(server());
        return pod.getSpec().getContainers().get(0).getArgs().stream().noneMatch(FLAGS::contains)
                ? new Step.Passed("a pod without a reloader is left alone")
                : new Step.Failed(
                        "a pod without a reloader gets flags as well", "Another webhook adds them; look for it.");
    }

    private Pod tryOut(Container... containers) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withGenerateName("hot-reload-check-")
                .withNamespace(probes)
                .endMetadata()
                .withNewSpec()
                .withContainers(containers)
                .endSpec()
                .build();
        return client.resource(pod).inNamespace(probes).dryRun(true).create();
    }

    private static Container server() {
        return new ContainerBuilder()
                .withName("prometheus")
                .withImage(IMAGE)
                .withArgs("--config.file=/etc/prometheus/prometheus.yml")
                .build();
    }

    private static Container reloader() {
        return new ContainerBuilder()
                .withName("reload")
                .withImage("ghcr.io/jimmidyson/configmap-reload:v0.12.0")
                .withArgs("--webhook-url=http://localhost:9090/-/reload")
                .build();
    }

    private static boolean isTrusted(X509Certificate certificate, List<X509Certificate> authorities) {
        return authorities.stream()
                .anyMatch(
                        authority -> authority.equals(certificate) || Certificates.isIssuedBy(certificate, authority));
    }
}
