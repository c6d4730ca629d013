package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.pod.ContainerList;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.Place;
import dev.hotreload.review.yaml.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Prometheus of the operator. The operator passes {@code --web.enable-lifecycle} itself, unless {@code containers}
 * has a container {@code prometheus} with {@code args}: a strategic merge replaces all arguments then. Source:
 * prometheus-operator pkg/prometheus/promcfg.go and pkg/k8sutil/k8sutil.go, MergePatchContainers.
 */
final class OperatedPrometheus {

    static final List<String> SPEC = List.of("prometheus", "prometheusSpec");
    private static final List<String> ARGS = List.of("args");

    private OperatedPrometheus() {}

    static void remark(SourceObject object, Place place) {
        object.remark(
                place,
                "the Prometheus operator makes the pods, and passes --web.enable-lifecycle itself; the webhook is not"
                        + " needed for them.");
    }

    /** Adds what the chart of the operator makes of layers of values. */
    static void addTo(SourceObject object, String namespace, Place place, List<Layer> layers) {
        ObjectNode all = ValuesTree.JSON.objectNode();
        for (Layer layer : layers) {
            all = layer.over(all);
        }
        layers.forEach(layer -> layer.addOperated(object, namespace));
        if (!overrides(ValuesTree.at(all, SPEC))) {
            remark(object, place);
        }
    }

    /** Returns whether the containers of a spec replace the operator's arguments. */
    static boolean overrides(JsonNode spec) {
        return SourceObject.objects(spec.path("containers")).stream().anyMatch(OperatedPrometheus::isOverride);
    }

    private static boolean isOverride(JsonNode container) {
        return container.path("name").asText().equals("prometheus")
                && container.path("args").isArray()
                && !container.path("args").isEmpty();
    }

    /** Adds the pod whose arguments the containers of a spec replace; nothing when they replace none. */
    static void add(
            SourceObject object,
            String namespace,
            Document document,
            JsonNode spec,
            Optional<Layer.Embedded> embedded) {
        List<ObjectNode> containers = SourceObject.objects(spec.path("containers"));
        for (int i = 0; i < containers.size(); i++) {
            ObjectNode container = containers.get(i);
            if (isOverride(container)) {
                ContainerPosition position = new ContainerPosition(ContainerList.CONTAINERS, i);
                int index = i;
                FlagList list = new FlagList(ARGS, container.path("args").size(), List.of(), "");
                ValuesEdit edit = new ValuesEdit(
                        position,
                        place(document, container, list, embedded),
                        list,
                        container,
                        changed -> pod(spec, containers, index, changed));
                pod(spec, containers, index, container)
                        .fold(
                                pod -> {
                                    object.found()
                                            .pod(new ValuesPod(
                                                    object.reference(),
                                                    namespace,
                                                    object.document(),
                                                    object.place(),
                                                    Map.of(position, document.place(container, "args")),
                                                    pod.template(),
                                                    edit));
                                    return true;
                                },
                                why -> false);
            }
        }
    }

    private static FlagsPlace place(
            Document document, ObjectNode container, FlagList list, Optional<Layer.Embedded> embedded) {
        Optional<FlagsPlace.InMapping> mapping =
                document.mapping(container).map(source -> new FlagsPlace.InMapping(source, container, list));
        if (mapping.isEmpty()) {
            return new FlagsPlace.Nowhere("the container is not a mapping in this text; write it out");
        }
        return embedded.isEmpty()
                ? mapping.get()
                : embedded.flatMap(layer -> EmbeddedValues.of(layer.document(), layer.holder(), layer.field()))
                        .<FlagsPlace>map(text -> new FlagsPlace.InText(text, document.root(), mapping.get()))
                        .orElseGet(() -> new FlagsPlace.Nowhere("the values are not a string"));
    }

    private static Rendered pod(JsonNode spec, List<ObjectNode> containers, int index, ObjectNode changed) {
        ObjectNode pod = ValuesTree.JSON.objectNode();
        ArrayNode list = pod.putObject("spec").putArray("containers");
        for (int i = 0; i < containers.size(); i++) {
            ObjectNode container = (i == index ? changed : containers.get(i)).deepCopy();
            if (i == index && !container.has("image")) {
                container.put("image", image(spec));
            }
            list.add(container);
        }
        ObjectNode reloader = list.addObject();
        reloader.put("name", "config-reloader");
        reloader.put("image", "quay.io/prometheus-operator/prometheus-config-reloader");
        boolean signal = spec.path("reloadStrategy").asText().equals("ProcessSignal");
        reloader.putArray("args")
                .add(signal ? "--reload-method=signal" : "--reload-url=http://127.0.0.1:9090" + prefix(spec));
        return new Rendered.Pod(pod, index);
    }

    private static String prefix(JsonNode spec) {
        String prefix = spec.path("routePrefix").asText("/");
        return (prefix.endsWith("/") ? prefix : prefix + "/") + "-/reload";
    }

    private static String image(JsonNode spec) {
        String version = spec.path("version").asText();
        return spec.path("image").isTextual()
                ? spec.path("image").textValue()
                : "quay.io/prometheus/prometheus" + (version.isEmpty() ? "" : ":" + version);
    }
}
