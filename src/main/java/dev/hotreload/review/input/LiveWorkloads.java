package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.cluster.ApiRefusal;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.cluster.ConnectionCause;
import dev.hotreload.cluster.ResourceList;
import dev.hotreload.registration.SelectedNamespaces;
import dev.hotreload.review.yaml.Document;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the workloads and running pods of a cluster. What cannot be listed is reported, and the rest is still read. */
public final class LiveWorkloads {

    /** Templates first, so that a pod that needs a restart stands after what will recreate it. */
    private static final List<Resource> RESOURCES = List.of(
            new Resource("Deployment", "/apis/apps/v1", "deployments"),
            new Resource("StatefulSet", "/apis/apps/v1", "statefulsets"),
            new Resource("DaemonSet", "/apis/apps/v1", "daemonsets"),
            new Resource("ReplicaSet", "/apis/apps/v1", "replicasets"),
            new Resource("ReplicationController", "/api/v1", "replicationcontrollers"),
            new Resource("CronJob", "/apis/batch/v1", "cronjobs"),
            new Resource("Job", "/apis/batch/v1", "jobs"),
            new Resource("Pod", "/api/v1", "pods"));

    private final KubernetesClient client;
    private final ApiServer server;
    private final Duration timeout;
    private final ResourceList.Scope scope;
    private final Consumer<Manifest> each;
    private Optional<SelectedNamespaces> namespaces = Optional.empty();

    private LiveWorkloads(
            KubernetesClient client, Duration timeout, ResourceList.Scope scope, Consumer<Manifest> each) {
        this.client = client;
        this.server = new ApiServer(client, timeout);
        this.timeout = timeout;
        this.scope = scope;
        this.each = each;
    }

    private record Resource(String kind, String api, String plural) {}

    /** Whether there is any use in asking for the next resource. */
    private enum Next {
        GO_ON,
        STOP
    }

    /**
     * Reads everything that has or is a pod. Never throws for what the API server answers.
     *
     * @param timeout of the wait for an answer, and of each pause in it
     */
    public static void read(
            KubernetesClient client, Duration timeout, ResourceList.Scope scope, Consumer<Manifest> each) {
        LiveWorkloads workloads = new LiveWorkloads(client, timeout, scope, each);
        for (Resource resource : RESOURCES) {
            if (workloads.read(resource) == Next.STOP) {
                return;
            }
        }
    }

    private Next read(Resource resource) {
        ResourceList list = new ResourceList(server, resource.api(), resource.plural(), scope);
        boolean first = resource.equals(RESOURCES.get(0));
        try {
            list.forEach(object -> object(object.put("kind", resource.kind())));
            return Next.GO_ON;
        } catch (ApiRefusal refusal) {
            return refused(refusal, resource, list, first);
        } catch (IOException e) {
            if (first && list.size() == 0) {
                problem(server.unreachable(e).sentences());
                return Next.STOP;
            }
            problem("cannot list " + what(resource, list) + ": "
                    + ConnectionCause.of(e).words(timeout) + ".");
            return Next.GO_ON;
        }
    }

    private Next refused(ApiRefusal refusal, Resource resource, ResourceList list, boolean first) {
        if (refusal.isUnauthorized() || (refusal.isUnknownPath() && first)) {
            problem(server.refused(refusal, resource.api()).sentences());
            return Next.STOP;
        }
        problem("cannot list " + what(resource, list) + ": "
                + (refusal.isForbidden()
                        ? "that is not allowed (403); ask for the right to list them."
                        : "the API server answers " + refusal.code() + "."));
        return Next.GO_ON;
    }

    private String what(Resource resource, ResourceList list) {
        return resource.plural()
                + scope.namespace().map(only -> " in namespace " + only).orElse(" in all namespaces")
                + (list.size() == 0 ? "" : " after the first " + list.size());
    }

    private void object(ObjectNode object) {
        ManifestBuilder manifest = new ManifestBuilder(server.host(), Input.NAMED);
        if (Controllers.isReviewed(object)) {
            String namespace = object.at("/metadata/namespace").asText();
            Origin.Live origin = new Origin.Live(Controllers.restart(object), isSelected(namespace));
            PodTemplates.collect(Document.live(server.host(), object), origin, manifest);
        } else {
            manifest.object();
        }
        each.accept(manifest.build(Optional.empty()));
    }

    /**
     * Asks for the namespaces when the first object is read: a cluster that cannot be reached is not asked for more.
     */
    private boolean isSelected(String namespace) {
        if (namespaces.isEmpty()) {
            SelectedNamespaces asked = SelectedNamespaces.read(client, scope.namespace());
            asked.remarks().forEach(remark -> each.accept(Manifest.remark(server.host(), remark)));
            namespaces = Optional.of(asked);
        }
        return namespaces.get().contains(namespace);
    }

    private void problem(String message) {
        each.accept(Manifest.unreadable(server.host(), message));
    }
}
