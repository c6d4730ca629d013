package dev.hotreload.cli;

import dev.hotreload.check.Step;
import dev.hotreload.cluster.ResourceList;
import dev.hotreload.decision.Policy;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Restart;
import dev.hotreload.review.Review;
import dev.hotreload.review.input.LiveWorkloads;
import dev.hotreload.review.run.ReviewRun;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that no pod runs without its flags: one that was created while the webhook was not there keeps lacking them.
 */
final class UnpatchedPods {

    private UnpatchedPods() {}

    static Step step(KubernetesClient client, Duration timeout, Policy policy) {
        ReviewRun run = new ReviewRun(policy, "", Optional.empty());
        LiveWorkloads.read(client, timeout, new ResourceList.Scope(Optional.empty(), ""), run);
        Review review = run.review();
        if (!review.problems().isEmpty()) {
            return new Step.Failed(
                    "not all pods can be listed",
                    review.problems().stream().map(Problem::message).collect(Collectors.joining(" ")));
        }
        List<String> restarts = review.restarts().stream().map(Restart::command).toList();
        return restarts.isEmpty()
                ? new Step.Passed("no running pod lacks its flags")
                : new Step.Failed(
                        "pods run without their flags: they were created while the webhook was not there",
                        "Restart them:",
                        restarts);
    }
}
