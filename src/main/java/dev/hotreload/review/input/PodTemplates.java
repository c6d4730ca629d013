package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Reason;
import dev.hotreload.pod.ContainerList;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.pod.PodReader;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    private final List<LocatedPod> pods = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private int objects;

    private PodTemplates(Document document) {
        this.document = document;
    }

    /**
     * What a document holds.
     *
     * @param objects how many Kubernetes objects
     * @param problems what could not be reviewed
     * @param remarks what is no error and yet to be said
     */
    record Found(int objects, List<LocatedPod> pods, List<Problem> problems, List<Problem> remarks) {}

    static Found in(Document document) {
        PodTemplates templates = new PodTemplates(document);
        templates.object(document.root(), "");
        return new Found(templates.objects, templates.pods, templates.problems, templates.remarks);
    }

    /** Looks at an object; {@code namespace} is that of an object which names none. */
    private void object(JsonNode object, String namespace) {
        String kind = object.path("kind").asText();
        if (!object.isObject() || kind.isEmpty()) {
            problem(object, "this is no Kubernetes object: it has no kind.");
        } else if (kind.endsWith("List") && object.path("items").isArray()) {
            String of = kind.substring(0, kind.length() - "List".length());
            object.get("items").forEach(item -> object(withKind(item, of), namespace));
        } else if (kind.equals("AdmissionReview")) {
            // The object in a review has no namespace of its own yet; the request says which it will be.
            JsonNode request = object.path("request");
            JsonNode created =
                    withKind(request.path("object"), request.at("/kind/kind").asText());
            object(created, request.path("namespace").asText());
        } else {
            objects++;
            workload(object, kind, namespace);
        }
    }

    /** Items of a typed list have no kind of their own. */
    private static JsonNode withKind(JsonNode item, String kind) {
        if (item.isObject() && !item.has("kind") && !kind.isEmpty()) {
            ((ObjectNode) item).put("kind", kind);
        }
        return item;
    }

    private void workload(JsonNode object, String kind, String namespace) {
        if (kind.equals("Pod")) {
            pod(object, object, namespace);
        } else if (TEMPLATES.containsKey(kind)) {
            JsonNode template = object.at(TEMPLATES.get(kind));
            if (template.isObject()) {
                pod(object, template, namespace);
            } else {
                problem(object, kind + " has no pod template at " + TEMPLATES.get(kind) + ".");
            }
        } else if (object.path("apiVersion").asText().startsWith(OPERATOR_GROUP)
                && (kind.equals("Prometheus") || kind.equals("PrometheusAgent"))) {
            remarks.add(new Problem(
                    document.place(object),
                    kind + " is a custom resource and no pod; the Prometheus operator makes its pods, with the flag."));
        }
    }

    private void pod(JsonNode object, JsonNode template, String namespace) {
        ObjectNode json = PodReader.ofTemplate(template);
        Optional<Pod> read = PodReader.read(json)
                .fold(
                        parsed -> Optional.of(parsed.pod()),
                        unreadable -> {
                            problem(template, "the pod cannot be read: " + unreadable + ".");
                            return Optional.empty();
                        },
                        () -> {
                            problem(template, Reason.TOO_COMPLEX.phrase() + " (" + Reason.TOO_COMPLEX.code() + ").");
                            return Optional.empty();
                        });
        read.ifPresent(pod -> pod(object, json, pod, namespace));
    }

    private void pod(JsonNode object, ObjectNode json, Pod pod, String namespace) {
        JsonNode metadata = object.path("metadata");
        Map<String, String> labels = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        pods.add(new LocatedPod(
                document.place(object),
                object.path("apiVersion").asText(),
                object.path("kind").asText(),
                metadata.path("namespace").asText(namespace),
                metadata.path("name").asText(metadata.path("generateName").asText()),
                labels,
                pod,
                json,
                args(json.path("spec")),
                document.source(json.path("spec")),
                "",
                true));
    }

    private Map<ContainerPosition, Place> args(JsonNode spec) {
        Map<ContainerPosition, Place> places = new HashMap<>();
        for (ContainerList list : ContainerList.values()) {
            for (int i = 0; i < spec.path(list.field()).size(); i++) {
                JsonNode container = spec.path(list.field()).get(i);
                JsonNode args = container.path("args");
                places.put(new ContainerPosition(list, i), document.place(args.isArray() ? args : container));
            }
        }
        return places;
    }

    private void problem(JsonNode node, String message) {
        problems.add(new Problem(document.place(node), message));
    }
}
