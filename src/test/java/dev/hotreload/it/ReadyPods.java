package dev.hotreload.it;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;

/**
 * Plays scheduler and kubelet for pods whose programs do not matter: each is bound to a node, is ready at once, and is
 * gone when it is deleted. Pods with the label {@code starts=no} never become ready.
 */
final class ReadyPods implements AutoCloseable {

    private static final String NODE = "this-machine";

    private final KubernetesClient client;
    private final String namespace;
    private final Thread loop = new Thread(this::run, "kubelet");
    private volatile boolean closed;

    ReadyPods(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        loop.setDaemon(true);
        loop.setUncaughtExceptionHandler((thread, e) -> e.printStackTrace());
        loop.start();
    }

    private void run() {
        while (!closed) {
            try {
                for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
                    look(pod);
                }
                Thread.sleep(200);
            } catch (KubernetesClientException e) {
                // Changed or gone since it was listed: the next look sees it as it is.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            client.resource(pod).withGracePeriod(0).delete();
        } else if (pod.getSpec().getNodeName() == null) {
            bind(pod);
        } else if (!"Running".equals(pod.getStatus().getPhase())) {
            boolean starts = !"no".equals(pod.getMetadata().getLabels().get("starts"));
            client.resource(pod).editStatus(status -> {
                status.getStatus().setPhase("Running");
                status.getStatus()
                        .setConditions(List.of(new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus(starts ? "True" : "False")
                                .withLastTransitionTime(Instant.now().toString())
                                .build()));
                return status;
            });
        }
    }

    private void bind(Pod pod) {
        client.bindings()
                .inNamespace(namespace)
                .resource(new BindingBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewTarget()
                        .withKind("Node")
                        .withName(NODE)
                        .endTarget()
                        .build())
                .create();
    }

    @Override
    public void close() {
        closed = true;
        loop.interrupt();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
