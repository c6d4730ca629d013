package dev.hotreload.review.restart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the rollout of a workload is, by the rules of {@code kubectl rollout status} (kubernetes/kubectl
 * pkg/polymorphichelpers/rollout_status.go).
 *
 * @param words what it waits for, or why it failed
 */
record RolloutState(Phase phase, String words) {

    private static final String ON_DELETE = "OnDelete";

    enum Phase {
        DONE,
        WAITING,
        FAILED
    }

    private static final RolloutState NOT_SEEN = waiting("the controller has not seen the change yet");

    private static RolloutState waiting(String words) {
        return new RolloutState(Phase.WAITING, words);
    }

    private static RolloutState done() {
        return new RolloutState(Phase.DONE, "");
    }

    /** Returns why a change of the template would not be rolled out; empty where it would be. */
    static Optional<String> obstacle(Deployment deployment) {
        return Boolean.TRUE.equals(deployment.getSpec().getPaused()) ? Optional.of("it is paused") : Optional.empty();
    }

    static Optional<String> obstacle(StatefulSet set) {
        return onDelete(
                set.getSpec().getUpdateStrategy() == null
                        ? null
                        : set.getSpec().getUpdateStrategy().getType());
    }

    static Optional<String> obstacle(DaemonSet set) {
        return onDelete(
                set.getSpec().getUpdateStrategy() == null
                        ? null
                        : set.getSpec().getUpdateStrategy().getType());
    }

    private static Optional<String> onDelete(@Nullable String strategy) {
        return ON_DELETE.equals(strategy)
                ? Optional.of("its update strategy is OnDelete; delete its pods one by one")
                : Optional.empty();
    }

    static RolloutState of(Deployment deployment) {
        DeploymentStatus status = deployment.getStatus();
        if (status == null || !isSeen(deployment, status.getObservedGeneration())) {
            return NOT_SEEN;
        }
        boolean late = status.getConditions().stream()
                .anyMatch(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()));
        if (late) {
            return new RolloutState(Phase.FAILED, "the new pods did not become available before its progress deadline");
        }
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        int updated = number(status.getUpdatedReplicas());
        int available = number(status.getAvailableReplicas());
        if (updated < wanted) {
            return waiting(updated + " of " + wanted + " pods are new");
        }
        if (number(status.getReplicas()) > updated) {
            return waiting(number(status.getReplicas()) - updated + " old pods still run");
        }
        return available < updated ? waiting(available + " of " + updated + " pods are available") : done();
    }

    static RolloutState of(StatefulSet set) {
        StatefulSetStatus status = set.getStatus();
        if (status == null || !isSeen(set, status.getObservedGeneration())) {
            return NOT_SEEN;
        }
        int wanted = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        int ready = number(status.getReadyReplicas());
        if (ready < wanted) {
            return waiting(ready + " of " + wanted + " pods are ready");
        }
        int updated = number(status.getUpdatedReplicas());
        int toUpdate = wanted - partition(set);
        return updated < toUpdate ? waiting(updated + " of " + toUpdate + " pods are new") : done();
    }

    private static int partition(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .flatMap(strategy -> Optional.ofNullable(strategy.getRollingUpdate()))
                .flatMap(update -> Optional.ofNullable(update.getPartition()))
                .orElse(0);
    }

    static RolloutState of(DaemonSet set) {
        DaemonSetStatus status = set.getStatus();
        if (status == null || !isSeen(set, status.getObservedGeneration())) {
            return NOT_SEEN;
        }
        int wanted = number(status.getDesiredNumberScheduled());
        int updated = number(status.getUpdatedNumberScheduled());
        if (updated < wanted) {
            return waiting(updated + " of " + wanted + " pods are new");
        }
        int available = number(status.getNumberAvailable());
        return available < wanted ? waiting(available + " of " + wanted + " pods are available") : done();
    }

    private static boolean isSeen(HasMetadata workload, @Nullable Long observed) {
        return observed != null && observed >= workload.getMetadata().getGeneration();
    }

    private static int number(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }
}
