package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HelmChart of k3s and RKE2. Source: k3s-io/helm-controller pkg/apis/helm.cattle.io/v1/types.go. */
final class HelmCharts {

    private HelmCharts() {}

    static void addTo(SourceObject object) {
        JsonNode spec = object.json().path("spec");
        Chart.of(spec.path("chart").asText(), spec.path("repo").asText())
                .ifPresent(chart -> chart(object, spec, chart));
    }

    /** Says of a HelmChartConfig that it changes the values of a HelmChart. Source: k3s-io/helm-controller. */
    static void remark(SourceObject object) {
        object.remark(
                object.place(),
                "it changes the values of the HelmChart of its name, and is not read; review what helm renders with both.");
    }

    private static void chart(SourceObject object, JsonNode spec, Chart chart) {
        int said = object.found().problems().size() + object.found().remarks().size();
        List<Layer> layers = new ArrayList<>();
        object.embedded(spec, "valuesContent").ifPresent(layers::add);
        if (object.found().problems().size() + object.found().remarks().size() > said) {
            return;
        }
        if (!spec.path("valuesSecrets").isEmpty()) {
            object.unreviewed(
                    object.document().place(spec),
                    chart,
                    "a part of them stands in a Secret; review what helm renders");
            return;
        }
        List<Parameter> set = new ArrayList<>();
        for (Map.Entry<String, JsonNode> item : spec.path("set").properties()) {
            Parameter.parse(item.getKey(), item.getValue()).ifPresent(set::add);
        }
        if (set.size() < spec.path("set").size()) {
            object.remark(object.document().place(spec), "the values were not reviewed: a key of set cannot be read.");
            return;
        }
        if (!set.isEmpty() && spec instanceof ObjectNode holder) {
            layers.add(new Layer.Parameters(object.document(), holder, "set", set));
        }
        if (layers.isEmpty()) {
            object.withoutValues(chart, spec);
            return;
        }
        Optional<String> target =
                Optional.of(spec.path("targetNamespace").asText()).filter(namespace -> !namespace.isEmpty());
        object.add(chart, SourceObject.version(spec.path("version")), target.orElse("default"), object.place(), layers);
    }
}
