package dev.hotreload.review.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pods a rollout takes away at once. */
class PodsAwayTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 0",
                "{replicas: 3} | 0",
                "{replicas: 8} | 2",
                "{replicas: 4, strategy: {type: Recreate}} | 4",
                "{replicas: 3, strategy: {rollingUpdate: {maxUnavailable: 2}}} | 2",
                "{replicas: 3, strategy: {rollingUpdate: {maxUnavailable: '50%'}}} | 1",
                "{replicas: 3, strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 0}}} | 1",
                "{replicas: 3, strategy: {rollingUpdate: {maxUnavailable: '1%', maxSurge: '1%'}}} | 0",
            })
    void of_a_deployment_as_its_controller_rounds(String spec, int away) {
        assertThat(PodsAway.of(Serialization.unmarshal("---\n{spec: " + spec + "}", Deployment.class)))
                .isEqualTo(away);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{replicas: 3} | 1",
                "{replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}} | 1",
                "{replicas: 4, updateStrategy: {rollingUpdate: {maxUnavailable: '30%'}}} | 2",
            })
    void of_a_stateful_set_one_unless_it_says_more(String spec, int away) {
        assertThat(PodsAway.of(Serialization.unmarshal("---\n{spec: " + spec + "}", StatefulSet.class)))
                .isEqualTo(away);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 1",
                "{updateStrategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}} | 0",
                "{updateStrategy: {rollingUpdate: {maxUnavailable: '10%'}}} | 2",
            })
    void of_a_daemon_set_by_the_nodes_that_it_is_for(String spec, int away) {
        assertThat(PodsAway.of(Serialization.unmarshal(
                        "---\n{spec: " + spec + ", status: {desiredNumberScheduled: 11}}", DaemonSet.class)))
                .isEqualTo(away);
    }
}
