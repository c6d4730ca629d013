package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The releases of Flux. Source: fluxcd helm-controller api/v2/helmrelease_types.go and api/v2/reference_types.go; the
 * old operator's helm.fluxcd.io/v1.
 */
final class HelmReleases {

    private HelmReleases() {}

    static void addTo(SourceObject object) {
        JsonNode spec = object.json().path("spec");
        boolean needsOthers = spec.has("chartRef") || !spec.path("valuesFrom").isEmpty();
        if (needsOthers) {
            object.found().waiting(new WaitingRelease(object));
        } else {
            resolved(object, chart(spec), version(spec), List.of());
        }
    }

    /** Returns the chart that a release names itself. */
    static Optional<Chart> chart(JsonNode spec) {
        JsonNode chart = spec.at("/chart/spec");
        return chart.isObject()
                ? Chart.of(
                        chart.path("chart").asText(),
                        chart.at("/sourceRef/name").asText())
                : Chart.of(
                        spec.at("/chart/name").asText(),
                        spec.at("/chart/repository").asText());
    }

    static ChartVersion version(JsonNode spec) {
        JsonNode chart = spec.at("/chart/spec");
        return SourceObject.version(chart.isObject() ? chart.path("version") : spec.at("/chart/version"));
    }

    /** Adds the pod of a release over the values of other objects. */
    static void resolved(SourceObject object, Optional<Chart> chart, ChartVersion version, List<Layer> below) {
        if (chart.isEmpty()) {
            return;
        }
        JsonNode spec = object.json().path("spec");
        JsonNode files = spec.at("/chart/spec/valuesFiles");
        if (!files.isEmpty() || spec.at("/chart/spec").has("valuesFile")) {
            object.unreviewed(
                    object.document().place(spec.at("/chart/spec")),
                    chart.get(),
                    "a part of them stands in valuesFiles; review what helm renders");
            return;
        }
        List<Layer> layers = new ArrayList<>(below);
        object.written(spec, "values").ifPresent(layers::add);
        if (layers.isEmpty()) {
            object.withoutValues(chart.get(), spec);
            return;
        }
        if (!spec.path("postRenderers").isEmpty()) {
            object.remark(
                    object.document().place(spec, "postRenderers"),
                    "postRenderers may change the pod that the chart makes; they are not reviewed.");
        }
        String target = spec.path("targetNamespace").asText();
        object.add(
                chart.get(),
                version,
                target.isEmpty() ? object.reference().namespace() : target,
                object.place(),
                layers);
    }

    /** Returns the objects of a list of references to values. */
    static List<ObjectNode> valuesFrom(JsonNode spec) {
        return SourceObject.objects(spec.path("valuesFrom"));
    }
}
