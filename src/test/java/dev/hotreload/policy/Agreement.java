package dev.hotreload.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a policy agrees with the webhook on many pods: what both do to each container is compared. */
final class Agreement {

    private static final AdmissionHandler WEBHOOK = AdmissionHandler.ofPods(() -> Policy.DEFAULT);

    private final UnaryOperator<JsonNode> policy;
    private final List<String> broken = new ArrayList<>();
    private final List<String> needless = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private int wanted;
    private int same;

    Agreement(UnaryOperator<JsonNode> policy) {
        this.policy = policy;
    }

    /** Compares every container of a pod after the webhook with the same after the policy. */
    void compare(String name, JsonNode pod) {
        JsonNode right = afterWebhook(pod);
        JsonNode patched = policy.apply(pod);
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < pod.path("spec").path(list).size(); i++) {
                String pointer = "/spec/" + list + "/" + i;
                String container = name + " " + pointer;
                boolean changed = !patched.at(pointer).equals(pod.at(pointer));
                boolean isWanted = !right.at(pointer).equals(pod.at(pointer));
                wanted += isWanted ? 1 : 0;
                if (!changed && isWanted) {
                    missed.add(container);
                } else if (changed && patched.at(pointer).equals(right.at(pointer))) {
                    same++;
                } else if (changed) {
                    (asksNobody(pod, pointer) ? needless : broken).add(container);
                }
            }
        }
    }

    private static JsonNode afterWebhook(JsonNode pod) {
        try {
            AdmissionResult.Responded answer = (AdmissionResult.Responded) WEBHOOK.handle(Reviews.creating(pod));
            return Reviews.apply(pod, ManifestFixtures.JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the container is a Prometheus that knows the flags, and that nobody asks to reload. */
    private static boolean asksNobody(JsonNode pod, String pointer) {
        return new PodDecider(Policy.DEFAULT.flags())
                .decide(ManifestFixtures.typed(pod)).containers().stream()
                        .filter(container ->
                                container.container().position().argsPointer().equals(pointer + "/args"))
                        .anyMatch(Agreement::isSkippedForWantOfAReloader);
    }

    private static boolean isSkippedForWantOfAReloader(ContainerVerdict container) {
        return container.verdict().notes().stream()
                .anyMatch(note -> note.reason().kind() == Reason.Kind.SKIP && note.reason() != Reason.PROMETHEUS_V1);
    }

    /** Returns the containers that are patched in another way than the webhook's, or that no flag may be added to. */
    List<String> broken() {
        return broken;
    }

    /** Returns the containers that are patched although nobody asks them to reload. */
    List<String> needless() {
        return needless;
    }

    /** Returns the containers that only the webhook patches. */
    List<String> missed() {
        return missed;
    }

    /** Returns how many containers both patch in the same way. */
    int same() {
        return same;
    }

    /** Returns how many containers the webhook patches. */
    int wanted() {
        return wanted;
    }

    @Override
    public String toString() {
        return "of " + wanted + " containers that the webhook patches " + same + " patched the same, "
                + missed.size() + " left as they are; patched wrongly " + broken.size() + ", needlessly "
                + needless.size();
    }
}
