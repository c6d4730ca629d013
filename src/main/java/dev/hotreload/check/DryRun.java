package dev.hotreload.check;

import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Policy;
import dev.hotreload.prometheus.ManagedFlag;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * Pods that are created by dry run, to see what becomes of them. They ask for their flags whatever mode is configured, so that
 * in mode audit it can be seen as well that the API server calls the webhook.
 *
 * @param namespace of the pods
 * @param policy which flags the webhook may add
 */
record DryRun(KubernetesClient client, String namespace, Policy policy) {

    private static final String IMAGE = "quay.io/prometheus/prometheus:v2.48.0";

    /** Returns the arguments of the flags that a policy lets the webhook add. */
    static List<String> flags(Policy policy) {
        return policy.flags().stream().sorted().map(ManagedFlag::argument).toList();
    }

    /** A pod with a reloader gets its flags. */
    Step reloaded() {
        List<String> flags = flags(policy);
        List<String> args = create(server(), reloader());
        List<String> missing =
                flags.stream().filter(flag -> !args.contains(flag)).toList();
        return missing.isEmpty()
                ? new Step.Passed("a pod with a reloader gets " + Step.list(flags.stream(), "no flag") + " (dry run in "
                        + namespace + ")")
                : new Step.Failed(
                        "a pod with a reloader does not get " + Step.list(missing.stream(), "") + " (dry run in "
                                + namespace + ")",
                        "The API server could not call the webhook, or does not for this namespace: look at the metric"
                                + " apiserver_admission_webhook_fail_open_count, and try another namespace with --try-in.");
    }

    /** A pod without a reloader does not. */
    Step notReloaded() {
        return create(server()).stream().noneMatch(flags(policy)::contains)
                ? new Step.Passed("a pod without a reloader is left alone")
                : new Step.Failed(
                        "a pod without a reloader gets flags as well", "Another webhook adds them; look for it.");
    }

    /** Returns the arguments that the server would have. */
    private List<String> create(Container... containers) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withGenerateName("hot-reload-check-")
                .withNamespace(namespace)
                .addToAnnotations(Policy.MODE_ANNOTATION, Mode.ENFORCE.toString())
                .endMetadata()
                .withNewSpec()
                .withContainers(containers)
                .endSpec()
                .build();
        Pod created = client.resource(pod).inNamespace(namespace).dryRun(true).create();
        return created.getSpec().getContainers().get(0).getArgs();
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
}
