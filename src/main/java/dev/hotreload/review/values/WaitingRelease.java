package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A release whose chart or values stand in other objects, which may come later in the input. */
public final class WaitingRelease {

    private static final String DEFAULT_KEY = "values.yaml";

    private final SourceObject object;
    private final JsonNode spec;

    WaitingRelease(SourceObject object) {
        this.object = object;
        this.spec = object.json().path("spec");
    }

    /** Returns what the release makes, with the objects of the whole input. */
    public ValuesFound with(OfferedObjects objects) {
        ValuesFound found = new ValuesFound();
        SourceObject source = new SourceObject(object.document(), object.json(), object.reference(), found);
        Optional<JsonNode> referred = referredChart(objects);
        Optional<Chart> chart =
                spec.has("chartRef") ? referred.flatMap(other -> Chart.of(url(other), "")) : HelmReleases.chart(spec);
        if (chart.isEmpty()) {
            return found;
        }
        ChartVersion version = referred.map(WaitingRelease::version).orElseGet(() -> HelmReleases.version(spec));
        List<Layer> layers = new ArrayList<>();
        for (ObjectNode reference : HelmReleases.valuesFrom(spec)) {
            Optional<Layer> layer = layer(source, reference, objects);
            if (layer.isEmpty()) {
                return found;
            }
            layers.add(layer.get());
        }
        HelmReleases.resolved(source, chart, version, layers);
        return found;
    }

    private String namespace(JsonNode reference) {
        return reference.path("namespace").asText(object.reference().namespace());
    }

    private Optional<JsonNode> referredChart(OfferedObjects objects) {
        JsonNode reference = spec.path("chartRef");
        return objects.find(
                        reference.path("kind").asText(),
                        namespace(reference),
                        reference.path("name").asText())
                .map(SourceObject::json);
    }

    /** Returns the chart of an OCIRepository or of a HelmChart of Flux. */
    private static String url(JsonNode other) {
        return other.at("/spec/url").asText(other.at("/spec/chart").asText());
    }

    private static ChartVersion version(JsonNode other) {
        JsonNode tag = other.at("/spec/ref/tag");
        JsonNode range = tag.isMissingNode() ? other.at("/spec/ref/semver") : tag;
        return SourceObject.version(range.isMissingNode() ? other.at("/spec/version") : range);
    }

    private Optional<Layer> layer(SourceObject source, ObjectNode reference, OfferedObjects objects) {
        Place place = source.document().place(reference);
        String kind = reference.path("kind").asText();
        String name = reference.path("name").asText();
        String key = reference.path("valuesKey").asText(DEFAULT_KEY);
        if (!kind.equals("ConfigMap") || reference.has("targetPath")) {
            source.remark(
                    place,
                    "the values of chart prometheus were not reviewed: valuesFrom takes a part of them from "
                            + (kind.equals("ConfigMap") ? "one key" : "a " + kind)
                            + ", which is not read; review what helm renders.");
            return Optional.empty();
        }
        Optional<SourceObject> map = objects.find(kind, namespace(reference), name);
        if (map.isEmpty() || !map.get().json().at("/data").path(key).isTextual()) {
            source.remark(
                    place,
                    "the values of chart prometheus were not reviewed: the input has no ConfigMap " + name
                            + " with the key " + key + "; name its file too.");
            return Optional.empty();
        }
        SourceObject holder = map.get();
        SourceObject reporting = new SourceObject(holder.document(), holder.json(), holder.reference(), source.found());
        return reporting.embedded(holder.json().path("data"), key);
    }
}
