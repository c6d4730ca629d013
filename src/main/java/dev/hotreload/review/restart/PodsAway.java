package dev.hotreload.review.restart;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many pods the rollout of a workload takes away at once, by its update strategy. */
final class PodsAway {

    private static final String RECREATE = "Recreate";

    private enum Round {
        UP,
        DOWN
    }

    private PodsAway() {}

    /** Source: kubernetes pkg/controller/deployment/util/deployment_util.go, {@code ResolveFenceposts}. */
    static int of(Deployment deployment) {
        int replicas = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        var strategy = Optional.ofNullable(deployment.getSpec().getStrategy());
        if (strategy.filter(one -> RECREATE.equals(one.getType())).isPresent()) {
            return replicas;
        }
        var rolling = strategy.flatMap(one -> Optional.ofNullable(one.getRollingUpdate()));
        int surge = number(rolling.map(one -> one.getMaxSurge()).orElse(null), "25%", replicas, Round.UP);
        int unavailable = number(rolling.map(one -> one.getMaxUnavailable()).orElse(null), "25%", replicas, Round.DOWN);
        return surge == 0 && unavailable == 0 ? 1 : unavailable;
    }

    /** Source: kubernetes pkg/controller/statefulset/stateful_set_utils.go, {@code getStatefulSetMaxUnavailable}. */
    static int of(StatefulSet set) {
        int replicas = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        IntOrString most = Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .flatMap(strategy -> Optional.ofNullable(strategy.getRollingUpdate()))
                .map(rolling -> rolling.getMaxUnavailable())
                .orElse(null);
        return Math.max(1, number(most, "1", replicas, Round.UP));
    }

    /** Source: kubernetes pkg/controller/daemon/util/daemonset_util.go, {@code UnavailableCount}. */
    static int of(DaemonSet set) {
        int wanted = Optional.ofNullable(set.getStatus())
                .map(DaemonSetStatus::getDesiredNumberScheduled)
                .orElse(1);
        IntOrString most = Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .flatMap(strategy -> Optional.ofNullable(strategy.getRollingUpdate()))
                .map(rolling -> rolling.getMaxUnavailable())
                .orElse(null);
        return number(most, "1", wanted, Round.UP);
    }

    /** Returns a number of pods, or a share of them. */
    private static int number(@Nullable IntOrString given, String usual, int of, Round round) {
        if (given != null && given.getIntVal() != null) {
            return given.getIntVal();
        }
        String text = given == null || given.getStrVal() == null ? usual : given.getStrVal();
        boolean share = text.endsWith("%");
        int number = Integer.parseInt(share ? text.substring(0, text.length() - 1) : text);
        int whole = of * number;
        return !share ? number : round == Round.UP ? (whole + 99) / 100 : whole / 100;
    }
}
