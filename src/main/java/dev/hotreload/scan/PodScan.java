package dev.hotreload.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.cluster.ApiRefusal;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.cluster.ResourceList;
import dev.hotreload.decision.Policy;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.registration.SelectedNamespaces;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.input.LiveObjects;
import dev.hotreload.review.run.ReviewRun;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Judges each running pod of a cluster as the live review does, one after the other. Nothing of a pod is kept but its
 * state, so that the memory of a scan does not depend on the number of pods.
 */
final class PodScan {

    private static final String API = "/api/v1";
    private static final String PODS = "pods";

    private final ApiServer server;
    private final Policy policy;
    private final Consumer<Finding> each;
    private final ServerCounts.Counting counting = new ServerCounts.Counting();
    private final List<ScanError> errors = new ArrayList<>();
    private int unreadable;
    private String firstUnreadable = "";

    private PodScan(ApiServer server, Policy policy, Consumer<Finding> each) {
        this.server = server;
        this.policy = policy;
        this.each = each;
    }

    /**
     * Reads all pods. Never throws for what the API server answers.
     *
     * @param each gets every finding
     */
    static ScanResult run(
            KubernetesClient client, ApiServer server, InstallationNames names, Policy policy, Consumer<Finding> each) {
        return new PodScan(server, policy, each).run(client, names);
    }

    private ScanResult run(KubernetesClient client, InstallationNames names) {
        Optional<ScanError> unreachable = server.version(
                version -> Optional.empty(),
                failure -> Optional.of(new ScanError(ScanError.Kind.API_SERVER, failure.sentences())));
        if (unreachable.isPresent()) {
            return ScanResult.failed(List.of(unreachable.get()));
        }
        SelectedNamespaces selected = SelectedNamespaces.read(client, names, Optional.empty());
        selected.remarks().forEach(remark -> errors.add(new ScanError(ScanError.Kind.NAMESPACES, remark)));
        LiveObjects objects = new LiveObjects(server.host(), selected::contains);
        boolean complete = list(pod -> judge(pod, objects));
        if (unreadable > 0) {
            errors.add(new ScanError(
                    ScanError.Kind.UNREADABLE_POD,
                    "Pods that cannot be judged: " + unreadable + ". The first: " + firstUnreadable));
        }
        return complete ? new ScanResult(Optional.of(counting.counts()), errors) : ScanResult.failed(errors);
    }

    private boolean list(Consumer<ObjectNode> pod) {
        ResourceList.Scope everywhere = new ResourceList.Scope(Optional.empty(), "");
        try {
            new ResourceList(server, API, PODS, everywhere).forEach(pod);
            return true;
        } catch (ApiRefusal refusal) {
            failed(server.refused(refusal, API + "/" + PODS).sentences());
        } catch (IOException e) {
            failed(server.unreachable(e).sentences());
        }
        return false;
    }

    private void failed(String message) {
        errors.add(new ScanError(ScanError.Kind.PODS, message));
    }

    private void judge(ObjectNode pod, LiveObjects objects) {
        ReviewRun run = ReviewRun.ofRunningPods(policy);
        run.accept(objects.manifest(pod.put("apiVersion", "v1").put("kind", "Pod")));
        Review review = run.review();
        for (Finding finding : review.findings()) {
            ServerState.of(finding).ifPresent(counting::add);
            each.accept(finding);
        }
        for (Problem problem : review.problems()) {
            if (unreadable++ == 0) {
                String namespace = pod.at("/metadata/namespace").asText();
                String name = pod.at("/metadata/name").asText();
                firstUnreadable = namespace + "/" + name + ": " + problem.message();
            }
        }
    }
}
