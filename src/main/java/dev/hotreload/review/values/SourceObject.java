package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Place;
import dev.hotreload.review.yaml.Document;
import dev.hotreload.review.yaml.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object that installs charts, and what was found in it.
 *
 * @param document that holds it
 * @param json the object
 * @param reference how reports name it
 */
record SourceObject(Document document, JsonNode json, ObjectReference reference, ValuesFound found) {

    private static final String FLAGS = "server.extraFlags: [web.enable-lifecycle, storage.tsdb.wal-compression]";

    static SourceObject of(Document document, JsonNode json, ValuesFound found) {
        JsonNode metadata = json.path("metadata");
        ObjectReference reference = new ObjectReference(
                json.path("apiVersion").asText(),
                json.path("kind").asText(),
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                Map.of());
        return new SourceObject(document, json, reference, found);
    }

    Place place() {
        return document.place(json);
    }

    void remark(Place place, String words) {
        found.remark(place, reference + ": " + words);
    }

    /**
     * Says that the values of a chart were not reviewed.
     *
     * @param why with what to do, after a semicolon
     */
    void unreviewed(Place place, Chart chart, String why) {
        remark(place, "the values of chart " + chart + " were not reviewed: " + why + ".");
    }

    /** Says that a release of a chart has no values at all. */
    void withoutValues(Chart chart, JsonNode at) {
        if (chart == Chart.PROMETHEUS) {
            remark(
                    document.place(at),
                    "chart prometheus is installed without values, and its default is --web.enable-lifecycle alone;"
                            + " to have both flags, set " + FLAGS + ".");
        } else {
            OperatedPrometheus.remark(this, document.place(at));
        }
    }

    /** Reads values that are a string; empty when there are none, or they cannot be read. */
    Optional<Layer> embedded(JsonNode holder, String field) {
        if (!(holder instanceof ObjectNode object) || !holder.path(field).isTextual()) {
            return Optional.empty();
        }
        Optional<EmbeddedValues> values = EmbeddedValues.of(document, object, field);
        try {
            int linesBefore = document.offset().map(offset -> offset.lines()).orElse(0);
            Optional<Document> inner =
                    values.isPresent() ? values.get().read(document.file(), linesBefore) : Optional.empty();
            if (inner.isPresent() && inner.get().root() instanceof ObjectNode root) {
                return Optional.of(new Layer.Embedded(document, object, field, inner.get(), root));
            }
            if (inner.isPresent()) {
                found.problem(document.place(holder, field), reference + ": the values are not a mapping.");
            }
        } catch (UnreadableException e) {
            Place place = new Place(document.file(), e.line());
            if (holder.path(field).textValue().contains("{{")) {
                remark(place, "the values are a template ({{ }}), and only what it renders can be reviewed.");
            } else {
                found.problem(place, reference + ": in the values, " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Reads values that are a mapping; empty when there are none. */
    Optional<Layer> written(JsonNode holder, String field) {
        return holder.path(field) instanceof ObjectNode values && !values.isEmpty()
                ? Optional.of(new Layer.Written(document, values))
                : Optional.empty();
    }

    /** Adds what a chart makes of layers of values. */
    void add(Chart chart, ChartVersion version, String namespace, Place place, List<Layer> layers) {
        switch (chart) {
            case PROMETHEUS -> new ValuesSource(reference, namespace, place, version, layers).addTo(found);
            case OPERATOR -> OperatedPrometheus.addTo(this, namespace, place, layers);
        }
    }

    /** Returns the items of a list that are objects. */
    static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode item : list) {
            if (item instanceof ObjectNode object) {
                objects.add(object);
            }
        }
        return objects;
    }

    static ChartVersion version(JsonNode version) {
        return version.isValueNode() && !version.isNull() ? ChartVersion.parse(version.asText()) : ChartVersion.NEWEST;
    }
}
