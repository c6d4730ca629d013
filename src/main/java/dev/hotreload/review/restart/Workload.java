package dev.hotreload.review.restart;

import dev.hotreload.review.Restart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A workload of a cluster that is restarted by a rollout. */
final class Workload<T extends HasMetadata> {

    private final Resource<T> resource;
    private final Function<T, Optional<String>> obstacle;
    private final Function<T, RolloutState> state;

    private Workload(Resource<T> resource, Function<T, Optional<String>> obstacle, Function<T, RolloutState> state) {
        this.resource = resource;
        this.obstacle = obstacle;
        this.state = state;
    }

    /** Returns the workload that a restart is about; empty for a pod, which no rollout restarts. */
    static Optional<Workload<?>> of(KubernetesClient client, Restart restart) {
        var apps = client.apps();
        String namespace = restart.namespace();
        String name = restart.name();
        return switch (restart.kind()) {
            case DEPLOYMENT ->
                Optional.of(new Workload<Deployment>(
                        apps.deployments().inNamespace(namespace).withName(name),
                        RolloutState::obstacle,
                        RolloutState::of));
            case STATEFUL_SET ->
                Optional.of(new Workload<StatefulSet>(
                        apps.statefulSets().inNamespace(namespace).withName(name),
                        RolloutState::obstacle,
                        RolloutState::of));
            case DAEMON_SET ->
                Optional.of(new Workload<DaemonSet>(
                        apps.daemonSets().inNamespace(namespace).withName(name),
                        RolloutState::obstacle,
                        RolloutState::of));
            case POD -> Optional.empty();
        };
    }

    /** Returns why a restart would not be rolled out; empty where it would be. */
    Optional<String> obstacle() {
        return Optional.ofNullable(resource.get()).map(obstacle).orElse(Optional.of("it no longer exists"));
    }

    /** Starts the rollout as kubectl does (kubernetes/kubectl pkg/polymorphichelpers/objectrestarter.go). */
    void restart(Instant now) {
        resource.patch(
                PatchContext.of(PatchType.JSON_MERGE),
                ("{\"spec\": {\"template\": {\"metadata\": {\"annotations\":"
                                + " {\"kubectl.kubernetes.io/restartedAt\": \"%s\"}}}}}")
                        .formatted(now));
    }

    /** Returns how far the rollout is. */
    RolloutState state() {
        return Optional.ofNullable(resource.get())
                .map(state)
                .orElse(new RolloutState(RolloutState.Phase.FAILED, "it no longer exists"));
    }
}
