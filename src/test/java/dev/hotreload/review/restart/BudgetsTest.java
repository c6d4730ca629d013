package dev.hotreload.review.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a PodDisruptionBudget allows a rollout. */
class BudgetsTest {

    private static final Map<String, String> LABELS = Map.of("app", "prometheus", "tier", "ops");

    private static Optional<String> obstacle(String namespace, String selector, String status, int away) {
        PodDisruptionBudget budget = Serialization.unmarshal(
                "---\n{metadata: {name: pdb, namespace: " + namespace + "}, spec: {" + selector + "}" + status + "}",
                PodDisruptionBudget.class);
        return new Budgets(List.of(budget)).obstacle("monitoring", LABELS, away);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | false",
                "selector: {} | true",
                "selector: {matchLabels: {app: prometheus}} | true",
                "selector: {matchLabels: {app: prometheus, tier: dev}} | false",
                "selector: {matchExpressions: [{key: tier, operator: In, values: [dev, ops]}]} | true",
                "selector: {matchExpressions: [{key: tier, operator: NotIn, values: [dev, ops]}]} | false",
                "selector: {matchExpressions: [{key: none, operator: Exists}]} | false",
                "selector: {matchExpressions: [{key: none, operator: DoesNotExist}]} | true",
            })
    void a_budget_is_for_the_pods_that_it_selects(String selector, boolean blocks) {
        assertThat(obstacle("monitoring", selector, ", status: {disruptionsAllowed: 0}", 1)
                        .isPresent())
                .isEqualTo(blocks);
        assertThat(obstacle("other", selector, ", status: {disruptionsAllowed: 0}", 1))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "', status: {disruptionsAllowed: 1}' | 1 | false",
                "', status: {disruptionsAllowed: 1}' | 2 | true",
                "', status: {disruptionsAllowed: 0}' | 0 | false",
                "'' | 1 | false",
            })
    void it_blocks_where_it_allows_less_than_the_rollout_takes_away(String status, int away, boolean blocks) {
        assertThat(obstacle("monitoring", "selector: {}", status, away).isPresent())
                .isEqualTo(blocks);
    }

    @Test
    void the_budget_is_named_with_both_numbers_and_what_to_do() {
        assertThat(obstacle("monitoring", "selector: {}", ", status: {disruptionsAllowed: 0}", 1))
                .contains("PodDisruptionBudget pdb allows 0 of its pods to be away now, and a rollout takes 1 away at"
                        + " once; change the budget, or restart it yourself");
    }
}
