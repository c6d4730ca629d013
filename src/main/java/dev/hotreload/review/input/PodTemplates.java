package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Reason;
import dev.hotreload.pod.ContainerList;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.pod.PodReader;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Place;
import dev.hotreload.review.Suppression;
import dev.hotreload.review.values.ValuesDocument;
import dev.hotreload.review.values.ValuesFound;
import dev.hotreload.review.yaml.Document;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the pods that a document makes: in workloads, in lists of them, in recorded AdmissionReviews. */
final class PodTemplates {

    private static final Map<String, String> TEMPLATES = Map.of(
            "Deployment", "/spec/template",
            "StatefulSet", "/spec/template",
            "DaemonSet", "/spec/template",
            "ReplicaSet", "/spec/template",
            "ReplicationController", "/spec/template",
            "Job", "/spec/template",
            "CronJob", "/spec/jobTemplate/spec/template");
    private static final String OPERATOR_GROUP = "monitoring.coreos.com/";

    private final Document document;
    private final ManifestBuilder manifest;

    private PodTemplates(Document document, ManifestBuilder manifest) {
        this.document = document;
        this.manifest = manifest;
    }

    /** Adds what a document of a text holds to the manifest. */
    static void collect(Document document, ManifestBuilder manifest) {
        new PodTemplates(document, manifest).text();
    }

    /** Adds an object of a cluster to the manifest. */
    static void collect(Document document, Origin.Live origin, ManifestBuilder manifest) {
        new PodTemplates(document, manifest).object(document.root(), "", origin);
    }

    /** Looks at an object; {@code namespace} is that of an object that does not name one. */
    private void object(JsonNode object, String namespace, Origin origin) {
        String kind = object.path("kind").asText();
        if (!object.isObject() || kind.isEmpty()) {
            manifest.unrelated(document.place(object), "not a Kubernetes object: it has no `kind`.");
        } else if (kind.endsWith("List") && object.path("items").isArray()) {
            String of = kind.substring(0, kind.length() - "List".length());
            object.get("items").forEach(item -> object(withKind(item, of), namespace, origin));
        } else if (kind.equals("AdmissionReview")) {
            // The object in a review has no namespace of its own yet; the request says which it will be.
            JsonNode request = object.path("request");
            JsonNode created =
                    withKind(request.path("object"), request.at("/kind/kind").asText());
            object(created, request.path("namespace").asText(), new Origin.Recorded());
        } else {
            manifest.object();
            workload(object, kind, namespace, origin);
        }
    }

    /** Looks at the root of a text: an object of Kubernetes, or values of a chart. */
    private void text() {
        JsonNode root = document.root();
        boolean maybeValues = root.isObject() && root.path("kind").asText().isEmpty();
        Optional<ValuesFound> values =
                maybeValues ? ValuesDocument.ofFile(document, manifest.chartOf(document.file())) : Optional.empty();
        values.ifPresentOrElse(
                found -> {
                    manifest.object();
                    manifest.values(found);
                },
                () -> object(root, "", new Origin.Written()));
    }

    /** Items of a typed list have no kind of their own. */
    private static JsonNode withKind(JsonNode item, String kind) {
        if (item instanceof ObjectNode object && !object.has("kind") && !kind.isEmpty()) {
            object.put("kind", kind);
        }
        return item;
    }

    private void workload(JsonNode object, String kind, String namespace, Origin origin) {
        String path = TEMPLATES.get(kind);
        boolean replaced = false;
        if (origin.isApplied()) {
            ValuesFound found = ValuesDocument.ofObject(document, object);
            manifest.values(found);
            manifest.offer(document, object);
            replaced = !found.pods().isEmpty();
        }
        if (kind.equals("Pod")) {
            pod(object, object, namespace, origin);
        } else if (path != null) {
            JsonNode template = object.at(path);
            if (template.isObject()) {
                pod(object, template, namespace, origin);
            } else {
                manifest.problem(document.place(object), kind + " has no pod template at " + path + ".");
            }
        } else if (!replaced
                && object.path("apiVersion").asText().startsWith(OPERATOR_GROUP)
                && (kind.equals("Prometheus") || kind.equals("PrometheusAgent"))) {
            manifest.remark(
                    document.place(object),
                    kind
                            + " is a custom resource and not a pod; the Prometheus operator makes its pods, with the"
                            + " flag.");
        }
    }

    private void pod(JsonNode object, JsonNode template, String namespace, Origin origin) {
        ObjectNode json = PodReader.ofTemplate(template);
        PodReader.read(json)
                .fold(
                        parsed -> Optional.of(parsed.pod()),
                        problem -> unreadable(json, template, problem),
                        () -> tooComplex(template))
                .ifPresent(pod -> manifest.pod(located(object, json, namespace, pod, origin)));
    }

    private Optional<Pod> unreadable(ObjectNode json, JsonNode template, String problem) {
        MistypedScalar.in(json.path("spec"), document)
                .ifPresentOrElse(
                        scalar -> manifest.problem(scalar.place(), scalar.message()),
                        () -> manifest.problem(document.place(template), "the pod cannot be read: " + problem + "."));
        return Optional.empty();
    }

    private Optional<Pod> tooComplex(JsonNode template) {
        manifest.problem(
                document.place(template), Reason.TOO_COMPLEX.code() + ": " + Reason.TOO_COMPLEX.phrase() + ".");
        return Optional.empty();
    }

    private LocatedPod located(JsonNode object, ObjectNode json, String namespace, Pod pod, Origin origin) {
        JsonNode spec = json.path("spec");
        PodPlace place = new PodPlace(
                document.place(object),
                args(spec),
                ignored(object, json),
                document.mapping(spec).map(PodText.Spec::new));
        return new LocatedPod(reference(object).within(namespace), place, pod, json, origin);
    }

    private static ObjectReference reference(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        Map<String, String> labels = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ObjectReference(
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText(metadata.path("generateName").asText()),
                labels);
    }

    private Place ignored(JsonNode object, JsonNode pod) {
        JsonNode annotations = pod.path("metadata").path("annotations");
        return annotations.has(Suppression.ANNOTATION)
                ? document.place(annotations, Suppression.ANNOTATION)
                : document.place(object);
    }

    private Map<ContainerPosition, Place> args(JsonNode spec) {
        Map<ContainerPosition, Place> places = new HashMap<>();
        for (ContainerList list : ContainerList.values()) {
            for (int i = 0; spec.path(list.field()).has(i); i++) {
                JsonNode container = spec.path(list.field()).get(i);
                JsonNode args = container.path("args");
                places.put(new ContainerPosition(list, i), document.place(args.isArray() ? args : container));
            }
        }
        return places;
    }
}
