package dev.hotreload.review.restart;

import dev.hotreload.review.Restart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A workload of a cluster that is restarted by a rollout. */
final class Workload<T extends HasMetadata> {

    private final Resource<T> resource;
    private final Function<T, Optional<String>> obstacle;
    private final Function<T, RolloutState> state;
    private final Function<T, PodTemplateSpec> template;
    private final Function<T, Integer> away;

    private Workload(
            Resource<T> resource,
            Function<T, Optional<String>> obstacle,
            Function<T, RolloutState> state,
            Function<T, PodTemplateSpec> template,
            Function<T, Integer> away) {
        this.resource = resource;
        this.obstacle = obstacle;
        this.state = state;
        this.template = template;
        this.away = away;
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
                        RolloutState::of,
                        workload -> workload.getSpec().getTemplate(),
                        PodsAway::of));
            case STATEFUL_SET ->
                Optional.of(new Workload<StatefulSet>(
                        apps.statefulSets().inNamespace(namespace).withName(name),
                        RolloutState::obstacle,
                        RolloutState::of,
                        workload -> workload.getSpec().getTemplate(),
                        PodsAway::of));
            case DAEMON_SET ->
                Optional.of(new Workload<DaemonSet>(
                        apps.daemonSets().inNamespace(namespace).withName(name),
                        RolloutState::obstacle,
                        RolloutState::of,
                        workload -> workload.getSpec().getTemplate(),
                        PodsAway::of));
            case POD -> Optional.empty();
        };
    }

    /** Returns why a restart would not be rolled out, or may not be now; empty where it would be. */
    Optional<String> obstacle(Budgets budgets) {
        return Optional.ofNullable(resource.get())
                .map(workload -> obstacle.apply(workload)
                        .or(() -> budgets.obstacle(
                                workload.getMetadata().getNamespace(), labels(workload), away.apply(workload))))
                .orElse(Optional.of("it no longer exists"));
    }

    private Map<String, String> labels(T workload) {
        return Optional.ofNullable(template.apply(workload).getMetadata())
                .flatMap(metadata -> Optional.ofNullable(metadata.getLabels()))
                .orElse(Map.of());
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
