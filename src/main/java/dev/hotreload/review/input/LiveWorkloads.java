package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.cluster.ApiFailure;
import dev.hotreload.cluster.ApiRefusal;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.cluster.ConnectionCause;
import dev.hotreload.cluster.ResourceList;
import dev.hotreload.registration.SelectedNamespaces;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final LiveObjects objects;
    private final Map<Unlisted, List<String>> unlisted = new LinkedHashMap<>();
    private Optional<SelectedNamespaces> namespaces = Optional.empty();

    private LiveWorkloads(
            KubernetesClient client, Duration timeout, ResourceList.Scope scope, Consumer<Manifest> each) {
        this.client = client;
        this.server = new ApiServer(client, timeout);
        this.timeout = timeout;
        this.scope = scope;
        this.each = each;
        this.objects = new LiveObjects(server.host(), this::isSelected);
    }

    private record Resource(String kind, String api, String plural) {
        /** Gives an item of a list what only the list says of it. */
        ObjectNode named(ObjectNode item) {
            String apiVersion = api.replaceFirst("^/apis?/", "");
            return item.put("apiVersion", apiVersion).put("kind", kind);
        }
    }

    /**
     * Why a list is not there, or not all of it.
     *
     * @param listed how many of it were read
     */
    private record Unlisted(int listed, String why) {}

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
                break;
            }
        }
        workloads.reportUnlisted();
    }

    private Next read(Resource resource) {
        ResourceList list = new ResourceList(server, resource.api(), resource.plural(), scope);
        boolean first = resource.equals(RESOURCES.get(0));
        try {
            list.forEach(object -> each.accept(objects.manifest(resource.named(object))));
            return Next.GO_ON;
        } catch (ApiRefusal refusal) {
            return refused(refusal, resource, list, first);
        } catch (IOException e) {
            if (first && list.size() == 0) {
                problem(server.unreachable(e).withoutAddress());
                return Next.STOP;
            }
            unlisted(resource, list, ConnectionCause.of(e).words(timeout) + ".");
            return Next.GO_ON;
        }
    }

    private Next refused(ApiRefusal refusal, Resource resource, ResourceList list, boolean first) {
        boolean other = first && (refusal.isUnknownPath() || refusal.isRedirect());
        if (refusal.isUnauthorized() || other) {
            problem(server.refused(refusal, resource.api()).withoutAddress());
            return Next.STOP;
        }
        unlisted(
                resource,
                list,
                refusal.isForbidden()
                        ? "that is not allowed (403); ask for the right to list them."
                        : "it answers " + refusal.code()
                                + (refusal.said().isBlank() ? "" : ": " + ApiFailure.shortened(refusal.said())) + ". "
                                + server.refused(refusal, resource.api()).advice());
        return Next.GO_ON;
    }

    private void unlisted(Resource resource, ResourceList list, String why) {
        unlisted.computeIfAbsent(new Unlisted(list.size(), why), key -> new ArrayList<>())
                .add(resource.plural());
    }

    /** Reports what could not be listed, once for each reason. */
    private void reportUnlisted() {
        String where = scope.namespace().map(only -> " in namespace " + only).orElse(" in all namespaces");
        unlisted.forEach((one, resources) -> problem("cannot list " + String.join(", ", resources) + where
                + (one.listed() == 0 ? "" : " after the first " + one.listed()) + ": " + one.why()));
    }

    /**
     * Asks for the namespaces when the first object is read: a cluster that cannot be reached is not asked for more.
     */
    private boolean isSelected(String namespace) {
        if (namespaces.isEmpty()) {
            SelectedNamespaces asked = SelectedNamespaces.read(client, scope.namespace());
            asked.remarks().forEach(remark -> each.accept(Manifest.remark(server.address(), remark)));
            namespaces = Optional.of(asked);
        }
        return namespaces.get().contains(namespace);
    }

    private void problem(String message) {
        each.accept(Manifest.unreadable(server.address(), message));
    }
}
