package dev.hotreload.review.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.registration.SelectedNamespaces;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Reads the workloads and running pods of a cluster, 500 a page and one object at a time: no page is ever held as a whole.
 * What cannot be listed is told, and the rest goes on.
 */
public final class Cluster {

    private static final int PAGE = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Templates first, so that a pod that needs a restart stands behind what will make it anew. */
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
    private final Scope scope;
    private final Consumer<Manifest> each;
    private final String name;
    private Optional<SelectedNamespaces> namespaces = Optional.empty();

    private Cluster(KubernetesClient client, Scope scope, Consumer<Manifest> each) {
        this.client = client;
        this.scope = scope;
        this.each = each;
        this.name = client.getMasterUrl().getHost();
    }

    private record Resource(String kind, String api, String plural) {}

    /**
     * What of the cluster is read.
     *
     * @param namespace the only one; empty for all
     * @param selector of labels, as {@code kubectl -l} takes it; empty for all
     */
    public record Scope(Optional<String> namespace, String selector) {}

    /** An answer of the API server that is no list. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;
        private final transient JsonNode status;

        Refusal(int code, JsonNode status) {
            this.code = code;
            this.status = status;
        }
    }

    /** Reads all that has or is a pod. Never throws for what it meets there. */
    public static void read(KubernetesClient client, Scope scope, Consumer<Manifest> each) {
        Cluster cluster = new Cluster(client, scope, each);
        for (Resource resource : RESOURCES) {
            if (!cluster.read(resource)) {
                return;
            }
        }
    }

    /** Returns whether there is any use in asking for the next resource. */
    private boolean read(Resource resource) {
        Set<String> seen = new HashSet<>();
        try {
            pages(resource, seen);
            return true;
        } catch (Refusal refusal) {
            if (refusal.code == UNAUTHORIZED) {
                problem("the API server does not accept the credentials (401); log in again.");
                return false;
            }
            problem("cannot list " + resource.plural() + where() + after(seen) + ": "
                    + (refusal.code == FORBIDDEN
                            ? "that is not allowed (403); ask for the right to list them."
                            : "the API server answers " + refusal.code + "."));
            return true;
        } catch (IOException e) {
            boolean first = seen.isEmpty() && resource.equals(RESOURCES.get(0));
            String cause = e.getClass().getSimpleName();
            problem(
                    first
                            ? "the API server cannot be reached (" + cause + "); is the context right?"
                            : "cannot list " + resource.plural() + where() + after(seen) + ": the connection was lost ("
                                    + cause + ").");
            return !first;
        }
    }

    private String where() {
        return scope.namespace().map(only -> " in namespace " + only).orElse(" in all namespaces");
    }

    private static String after(Set<String> seen) {
        return seen.isEmpty() ? "" : " after the first " + seen.size();
    }

    /**
     * A continue token lives some minutes. When it has expired, the API server may give another one; else the list begins
     * anew, once, and what has been seen is not looked at again
     * (kubernetes.io/docs/reference/using-api/api-concepts, retrieving large results sets in chunks).
     */
    private void pages(Resource resource, Set<String> seen) throws IOException, Refusal {
        String next = "";
        boolean again = true;
        do {
            try {
                next = page(resource, next, seen);
            } catch (Refusal refusal) {
                String other = refusal.status.at("/metadata/continue").asText();
                if (refusal.code != GONE || !again) {
                    throw refusal;
                }
                again = false;
                next = other;
                if (other.isEmpty()) {
                    next = page(resource, "", seen);
                }
            }
        } while (!next.isEmpty());
    }

    /** Reads one page and returns the token of the next; empty behind the last. */
    private String page(Resource resource, String token, Set<String> seen) throws IOException, Refusal {
        String path = resource.api()
                + scope.namespace().map(only -> "/namespaces/" + encoded(only)).orElse("")
                + "/" + resource.plural() + "?limit=" + PAGE
                + (scope.selector().isEmpty() ? "" : "&labelSelector=" + encoded(scope.selector()))
                + (token.isEmpty() ? "" : "&continue=" + encoded(token));
        HttpResponse<InputStream> response = send(path);
        try (InputStream body = response.body();
                JsonParser parser = JSON.createParser(body)) {
            if (!response.isSuccessful()) {
                throw new Refusal(response.code(), status(parser));
            }
            return list(parser, resource, seen);
        }
    }

    private HttpResponse<InputStream> send(String path) throws IOException {
        var http = client.getHttpClient();
        var url = client.getMasterUrl().toString().replaceAll("/$", "") + path;
        try {
            return http.sendAsync(http.newHttpRequestBuilder().uri(url).build(), InputStream.class)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static JsonNode status(JsonParser parser) {
        try {
            JsonNode status = JSON.readTree(parser);
            return status == null ? JSON.createObjectNode() : status;
        } catch (IOException e) {
            // A proxy's page instead of a Status: the code says enough.
            return JSON.createObjectNode();
        }
    }

    private String list(JsonParser parser, Resource resource, Set<String> seen) throws IOException {
        String next = "";
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    ObjectNode object = JSON.readTree(parser);
                    JsonNode metadata = object.path("metadata");
                    if (seen.add(metadata.path("namespace").asText() + "/"
                            + metadata.path("name").asText())) {
                        object(object.put("kind", resource.kind()));
                    }
                }
            } else if (field.equals("metadata")) {
                JsonNode metadata = JSON.readTree(parser);
                next = metadata.path("continue").asText();
            } else {
                parser.skipChildren();
            }
        }
        return next;
    }

    private void object(ObjectNode object) {
        Optional<JsonNode> controller = Controllers.of(object);
        boolean made = controller
                .filter(owner -> Set.of("Deployment", "CronJob")
                        .contains(owner.path("kind").asText()))
                .isPresent();
        boolean ended = Set.of("Succeeded", "Failed")
                .contains(object.at("/status/phase").asText());
        PodTemplates.Found found = made || ended
                ? new PodTemplates.Found(1, List.of(), List.of(), List.of())
                : PodTemplates.in(Document.live(name, object));
        String restart = Controllers.restart(object);
        tell(
                found.objects(),
                found.pods().stream()
                        .map(pod -> pod.live(restart, isSelected(pod.namespace())))
                        .toList(),
                found.problems(),
                found.remarks());
    }

    /** Asks for the namespaces when the first pod is met: a cluster that is not reached is not asked for more. */
    private boolean isSelected(String namespace) {
        if (namespaces.isEmpty()) {
            SelectedNamespaces asked = SelectedNamespaces.read(client, scope.namespace());
            asked.remarks().forEach(remark -> tell(0, List.of(), List.of(), List.of(said(remark))));
            namespaces = Optional.of(asked);
        }
        return namespaces.get().contains(namespace);
    }

    private void problem(String message) {
        tell(0, List.of(), List.of(said(message)), List.of());
    }

    private Problem said(String message) {
        return new Problem(new Place(name, 0), message);
    }

    private void tell(int objects, List<LocatedPod> pods, List<Problem> problems, List<Problem> remarks) {
        each.accept(new Manifest(name, Optional.empty(), List.of(), objects, pods, problems, remarks));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
