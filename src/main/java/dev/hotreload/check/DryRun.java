package dev.hotreload.check;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Policy;
import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;

/**
 * Creates pods by dry run and looks at what the API server makes of them. The pods ask for mode enforce, so that the
 * dry run shows that the API server calls the webhook in mode audit too.
 *
 * @param namespace of the pods
 * @param policy which flags the webhook may add
 * @param calls finds out why a pod was not patched
 */
record DryRun(KubernetesClient client, String namespace, Policy policy, WebhookCalls calls) {

    private static final long NOBODY = 65534;
    private static final String IMAGE = "quay.io/prometheus/prometheus:v2.48.0";

    /** Returns the arguments of the flags that a policy lets the webhook add. */
    static List<String> flags(Policy policy) {
        return policy.flags().stream().sorted().map(ManagedFlag::argument).toList();
    }

    /** A pod with a reloader gets its flags. */
    Step reloaded() {
        List<String> flags = flags(policy);
        List<String> args = create(prometheus(), reloader());
        List<String> missing =
                flags.stream().filter(flag -> !args.contains(flag)).toList();
        return missing.isEmpty()
                ? new Step.Passed("a pod with a reloader gets " + Step.list(flags.stream(), "no flag") + " (dry run in "
                        + namespace + ")")
                : calls.whyUnpatched("a pod with a reloader does not get " + Step.list(missing.stream(), "")
                        + " (dry run in " + namespace + ")");
    }

    /** A pod without a reloader does not get them. */
    Step notReloaded() {
        return create(prometheus()).stream().noneMatch(flags(policy)::contains)
                ? new Step.Passed("a pod without a reloader is left alone")
                : new Step.Failed("a pod without a reloader gets flags too", "Another webhook adds them; look for it.");
    }

    /** Returns the arguments that the Prometheus container would have. */
    private List<String> create(Container... containers) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withGenerateName("hot-reload-check-")
                .withNamespace(namespace)
                .addToAnnotations(PodReader.MODE_ANNOTATION, Mode.ENFORCE.toString())
                .endMetadata()
                .withNewSpec()
                // What the strictest Pod Security Standard asks for, and a quota.
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(NOBODY)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(containers)
                .endSpec()
                .build();
        Pod created = client.resource(pod).inNamespace(namespace).dryRun(true).create();
        return created.getSpec().getContainers().get(0).getArgs();
    }

    private static Container prometheus() {
        return container("prometheus", IMAGE, "--config.file=/etc/prometheus/prometheus.yml");
    }

    private static Container reloader() {
        return container(
                "reload",
                "ghcr.io/jimmidyson/configmap-reload:v0.12.0",
                "--webhook-url=http://localhost:9090/-/reload");
    }

    private static Container container(String name, String image, String argument) {
        Map<String, Quantity> least = Map.of("cpu", new Quantity("10m"), "memory", new Quantity("16Mi"));
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withArgs(argument)
                .withNewResources()
                .withRequests(least)
                .withLimits(least)
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build();
    }
}
