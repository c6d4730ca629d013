package dev.hotreload.it;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plays the kubelet, and the endpoints of the Service, for pods of our own image: each runs as a process on this
 * machine, is reported as the API server expects it, and is behind the balancer as long as it is ready and not told to
 * end.
 */
final class Node implements AutoCloseable {

    private static final String NAME = "this-machine";

    private final KubernetesClient client;
    private final String namespace;
    private final Path account;
    private final Map<String, Path> jars;
    private final Balancer balancer;
    private final Path volumes;
    private final Map<String, Running> running = new HashMap<>();
    private final Thread loop = new Thread(this::run, "kubelet");
    private volatile boolean closed;

    /**
     * Begins to run pods.
     *
     * @param account a kubeconfig of the pods' ServiceAccount
     * @param jars what to run for each tag of the image
     */
    Node(
            KubernetesClient client,
            String namespace,
            Path account,
            Map<String, Path> jars,
            Balancer balancer,
            Path volumes) {
        this.client = client;
        this.namespace = namespace;
        this.account = account;
        this.jars = Map.copyOf(jars);
        this.balancer = balancer;
        this.volumes = volumes;
        loop.setDaemon(true);
        loop.setUncaughtExceptionHandler((thread, e) -> e.printStackTrace());
        loop.start();
    }

    /** What runs for a pod: the webhook, or a command that ends. */
    private static final class Running {
        private final Program program;
        private final Optional<Webhook> webhook;
        private boolean serving;
        private boolean toldToEnd;

        Running(Program program, Optional<Webhook> webhook) {
            this.program = program;
            this.webhook = webhook;
        }
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
        String uid = pod.getMetadata().getUid();
        boolean ending = pod.getMetadata().getDeletionTimestamp() != null;
        Running known = running.get(uid);
        if (known == null) {
            if (!ending && pod.getSpec().getNodeName() == null) {
                bind(pod);
                running.put(uid, start(pod));
            }
            return;
        }
        boolean alive = known.program.isAlive();
        if (ending && alive && !known.toldToEnd) {
            known.toldToEnd = true;
            // The kubelet and the endpoints hear of it at about the same time.
            known.program.terminate();
            known.webhook.ifPresent(webhook -> balancer.remove(webhook.port()));
        } else if (ending && !alive) {
            client.resource(pod).withGracePeriod(0).delete();
        } else if (!ending) {
            report(pod, known, alive);
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
                        .withName(NAME)
                        .endTarget()
                        .build())
                .create();
    }

    private Running start(Pod pod) {
        var container = pod.getSpec().getContainers().get(0);
        String image = container.getImage();
        Path jar = jars.get(image.substring(image.lastIndexOf(':') + 1));
        List<String> args = new ArrayList<>(container.getArgs());
        String command = args.remove(0);
        if (command.equals("serve")) {
            Path config = mount(pod);
            args.replaceAll(argument -> argument.replace("=/config/", "=" + config + "/"));
            args.add("--kubeconfig=" + account);
            Webhook webhook = Webhook.start(jar, args.toArray(String[]::new));
            return new Running(webhook.program(), Optional.of(webhook));
        }
        // No names of Services here: the first that is ready stands for it.
        Optional<Webhook> ready = running.values().stream()
                .filter(other -> other.serving && !other.toldToEnd)
                .flatMap(other -> other.webhook.stream())
                .findFirst();
        args.replaceAll(argument -> argument.replaceAll(
                "^http://hot-reload\\." + namespace + "\\.svc:8080/",
                ready.map(Webhook::management).orElse("http://localhost:1") + "/"));
        args.add(0, command);
        return new Running(Program.hotReload(jar, args.toArray(String[]::new)), Optional.empty());
    }

    private Path mount(Pod pod) {
        try {
            Path folder =
                    Files.createDirectories(volumes.resolve(pod.getMetadata().getName()));
            for (var volume : pod.getSpec().getVolumes()) {
                if (volume.getConfigMap() != null) {
                    ConfigMap map = client.configMaps()
                            .inNamespace(namespace)
                            .withName(volume.getConfigMap().getName())
                            .get();
                    for (var entry : map.getData().entrySet()) {
                        Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(Pod pod, Running known, boolean alive) {
        boolean ready = alive
                && known.webhook
                        .filter(webhook -> webhook.hasAnnounced() && webhook.isReady())
                        .isPresent();
        String phase = alive ? "Running" : known.program.exitCode() == 0 ? "Succeeded" : "Failed";
        boolean reported = phase.equals(pod.getStatus().getPhase())
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals(ready ? "True" : "False"));
        if (!reported) {
            client.resource(pod).editStatus(status -> {
                status.getStatus().setPhase(phase);
                status.getStatus()
                        .setConditions(List.of(new PodConditionBuilder()
                                .withType("Ready")
                                .withStatus(ready ? "True" : "False")
                                .withLastTransitionTime(Instant.now().toString())
                                .build()));
                return status;
            });
        }
        if (ready != known.serving) {
            known.serving = ready;
            known.webhook.ifPresent(webhook -> {
                if (ready) {
                    balancer.add(webhook.port());
                } else {
                    balancer.remove(webhook.port());
                }
            });
        }
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
        Set.copyOf(running.values()).forEach(known -> known.program.close());
    }
}
