package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The applications of Argo CD, and the sets that make them. Source: argo-cd pkg/apis/application/v1alpha1/types.go,
 * ApplicationSourceHelm.
 */
final class ArgoApplications {

    private ArgoApplications() {}

    static void addTo(SourceObject object) {
        boolean set = object.reference().kind().equals("ApplicationSet");
        JsonNode spec = object.json().at(set ? "/spec/template/spec" : "/spec");
        if (set && isPatched(object.json())) {
            object.remark(
                    object.place(),
                    "templatePatch, or the template of a generator, changes the Applications; review what helm renders.");
            return;
        }
        List<ObjectNode> sources = SourceObject.objects(spec.path("sources"));
        if (sources.isEmpty() && spec.path("source") instanceof ObjectNode single) {
            sources = List.of(single);
        }
        String namespace = spec.at("/destination/namespace").asText();
        sources.forEach(source -> chart(source).ifPresent(chart -> source(object, namespace, source, chart)));
    }

    private static boolean isPatched(JsonNode set) {
        boolean patched = set.at("/spec/templatePatch").isTextual();
        for (JsonNode generator : set.at("/spec/generators")) {
            for (JsonNode kind : generator) {
                patched |= kind.has("template");
            }
        }
        return patched;
    }

    private static Optional<Chart> chart(JsonNode source) {
        String repository = source.path("repoURL").asText();
        if (source.path("chart").isTextual()) {
            return Chart.of(source.path("chart").asText(), repository);
        }
        String path = source.path("path").asText();
        return repository.contains("prometheus-community/helm-charts") ? Chart.of(path, repository) : Optional.empty();
    }

    private static void source(SourceObject object, String namespace, ObjectNode source, Chart chart) {
        JsonNode helm = source.path("helm");
        Place place = object.document().place(source);
        if (!helm.path("valueFiles").isEmpty() || !helm.path("fileParameters").isEmpty()) {
            object.unreviewed(
                    object.document().place(helm),
                    chart,
                    "a part of them stands in valueFiles or fileParameters; review those files (--values-of " + chart
                            + "=FILE), or what helm renders");
            return;
        }
        ChartVersion version =
                source.has("chart") ? SourceObject.version(source.path("targetRevision")) : ChartVersion.NEWEST;
        int problems =
                object.found().problems().size() + object.found().remarks().size();
        List<Layer> layers = new ArrayList<>();
        // An object takes the place of the text. Source: ApplicationSourceHelm.ValuesYAML.
        object.written(helm, "valuesObject")
                .or(() -> object.embedded(helm, "values"))
                .ifPresent(layers::add);
        boolean unread =
                object.found().problems().size() + object.found().remarks().size() > problems;
        if (unread || !parameters(object, helm, layers)) {
            return;
        }
        if (layers.isEmpty()) {
            object.withoutValues(chart, source);
        } else {
            object.add(chart, version, namespace, place, layers);
        }
    }

    /** Adds the parameters as the highest layer; returns whether helm would read them as they are read here. */
    private static boolean parameters(SourceObject object, JsonNode helm, List<Layer> layers) {
        List<Parameter> read = new ArrayList<>();
        for (ObjectNode item : SourceObject.objects(helm.path("parameters"))) {
            JsonNode value = item.path("value");
            Optional<Parameter> parameter = Parameter.parse(item.path("name").asText(), value);
            if (parameter.isEmpty()) {
                object.remark(
                        object.document().place(item),
                        "the values were not reviewed: the name of this parameter cannot be read.");
                return false;
            }
            read.add(parameter.get());
        }
        if (!read.isEmpty() && helm instanceof ObjectNode holder) {
            layers.add(new Layer.Parameters(object.document(), holder, "parameters", read));
        }
        return true;
    }
}
