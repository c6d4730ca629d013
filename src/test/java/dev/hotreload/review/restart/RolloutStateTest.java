package dev.hotreload.review.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a rollout is, as the status of a workload says it. */
class RolloutStateTest {

    private static <T> T workload(String spec, String status, Class<T> type) {
        String text = "---\n{metadata: {generation: 2}, spec: {" + spec + "}, status: {" + status + "}}";
        return Serialization.unmarshal(text, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 2 | '' | WAITING: the controller has not seen the change yet",
                "replicas: 2 | observedGeneration: 1 | WAITING: the controller has not seen the change yet",
                "replicas: 2 | observedGeneration: 2 | WAITING: 0 of 2 pods are new",
                "replicas: 2 | observedGeneration: 2, updatedReplicas: 2, replicas: 3 | WAITING: 1 old pods still run",
                "replicas: 2 | observedGeneration: 2, updatedReplicas: 2, replicas: 2, availableReplicas: 1"
                        + " | WAITING: 1 of 2 pods are available",
                "replicas: 2 | observedGeneration: 2, updatedReplicas: 2, replicas: 2, availableReplicas: 2 | DONE: ",
                "'' | observedGeneration: 2, updatedReplicas: 1, replicas: 1, availableReplicas: 1 | DONE: ",
                "replicas: 0 | observedGeneration: 2 | DONE: ",
                "replicas: 2 | observedGeneration: 2, conditions: [{type: Progressing, reason: ProgressDeadlineExceeded}]"
                        + " | FAILED: the new pods did not become available before its progress deadline",
            })
    void of_a_deployment(String spec, String status, String state) {
        assertThat(words(RolloutState.of(workload(spec, status, Deployment.class))))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 3 | observedGeneration: 1 | WAITING: the controller has not seen the change yet",
                "replicas: 3 | observedGeneration: 2, readyReplicas: 2 | WAITING: 2 of 3 pods are ready",
                "replicas: 3 | observedGeneration: 2, readyReplicas: 3, updatedReplicas: 2 | WAITING: 2 of 3 pods are new",
                "replicas: 3 | observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3 | DONE: ",
                "replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}"
                        + " | observedGeneration: 2, readyReplicas: 3, updatedReplicas: 1 | DONE: ",
            })
    void of_a_statefulset(String spec, String status, String state) {
        assertThat(words(RolloutState.of(workload(spec, status, StatefulSet.class))))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "observedGeneration: 1 | WAITING: the controller has not seen the change yet",
                "observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 1 | WAITING: 1 of 2 pods are new",
                "observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1"
                        + " | WAITING: 1 of 2 pods are available",
                "observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2 | DONE: ",
            })
    void of_a_daemonset(String status, String state) {
        assertThat(words(RolloutState.of(workload("", status, DaemonSet.class))))
                .isEqualTo(state);
    }

    private static String words(RolloutState state) {
        return (state.phase() + ": " + state.words()).strip();
    }

    @ParameterizedTest
    @CsvSource({"true, it is paused", "false, ''"})
    void a_paused_deployment_is_not_rolled_out(boolean paused, String obstacle) {
        Deployment deployment = workload("paused: " + paused, "", Deployment.class);
        assertThat(RolloutState.obstacle(deployment).orElse("")).isEqualTo(obstacle);
    }

    @ParameterizedTest
    @CsvSource({"OnDelete, its update strategy is OnDelete; delete its pods one by one", "RollingUpdate, ''"})
    void what_is_updated_by_deletion_is_not_rolled_out(String strategy, String obstacle) {
        String spec = "updateStrategy: {type: " + strategy + "}";
        assertThat(RolloutState.obstacle(workload(spec, "", StatefulSet.class)).orElse(""))
                .isEqualTo(obstacle);
        assertThat(RolloutState.obstacle(workload(spec, "", DaemonSet.class)).orElse(""))
                .isEqualTo(obstacle);
        assertThat(RolloutState.obstacle(workload("", "", DaemonSet.class))).isEmpty();
    }
}
