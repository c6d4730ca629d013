package dev.hotreload.review.restart;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The PodDisruptionBudgets of some namespaces. A rollout does not ask them, as an eviction does: its controller deletes
 * pods itself (kubernetes.io/docs/concepts/workloads/pods/disruptions).
 */
final class Budgets {

    private static final int FORBIDDEN = 403;

    private final List<PodDisruptionBudget> budgets;

    Budgets(List<PodDisruptionBudget> budgets) {
        this.budgets = List.copyOf(budgets);
    }

    /**
     * Reads the budgets.
     *
     * @param say is given a line for each namespace whose budgets cannot be read: its restarts do not look at them
     */
    static Budgets read(KubernetesClient client, Collection<String> namespaces, Consumer<String> say) {
        List<PodDisruptionBudget> all = new ArrayList<>();
        for (String namespace : namespaces) {
            try {
                all.addAll(client.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(namespace)
                        .list()
                        .getItems());
            } catch (KubernetesClientException e) {
                say.accept("The PodDisruptionBudgets of namespace " + namespace + " cannot be read"
                        + (e.getCode() == FORBIDDEN ? " (403)" : "") + "; its restarts do not look at them.");
            }
        }
        return new Budgets(all);
    }

    /**
     * Returns why a rollout would take more pods away than a budget allows; empty where none says so.
     *
     * @param labels of the pods
     * @param away how many pods the rollout takes away at once
     */
    Optional<String> obstacle(String namespace, Map<String, String> labels, int away) {
        return budgets.stream()
                .filter(budget -> budget.getMetadata().getNamespace().equals(namespace))
                .filter(budget -> selects(budget.getSpec().getSelector(), labels))
                .flatMap(budget -> obstacle(budget, away).stream())
                .findFirst();
    }

    /** A budget without a status is one that its controller has not seen. */
    private static Optional<String> obstacle(PodDisruptionBudget budget, int away) {
        return Optional.ofNullable(budget.getStatus())
                .map(PodDisruptionBudgetStatus::getDisruptionsAllowed)
                .filter(allowed -> allowed < away)
                .map(allowed -> "PodDisruptionBudget " + budget.getMetadata().getName() + " allows " + allowed
                        + " of its pods to be away now, and a rollout takes " + away
                        + " away at once; change the budget, or restart it yourself");
    }

    /** Decides as the API does: without a selector none, with an empty one all (policy/v1, PodDisruptionBudgetSpec). */
    private static boolean selects(LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()).entrySet().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
                && selector.getMatchExpressions().stream().allMatch(requirement -> meets(requirement, labels));
    }

    private static boolean meets(LabelSelectorRequirement requirement, Map<String, String> labels) {
        Optional<String> value = Optional.ofNullable(labels.get(requirement.getKey()));
        return switch (requirement.getOperator()) {
            case "In" -> value.filter(requirement.getValues()::contains).isPresent();
            case "NotIn" -> value.filter(requirement.getValues()::contains).isEmpty();
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            // An operator of a later Kubernetes: rather one question too many.
            default -> true;
        };
    }
}
