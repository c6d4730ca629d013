package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.yaml.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of an input that releases may refer to. */
public final class OfferedObjects {

    private static final Set<String> CHARTS = Set.of("OCIRepository", "HelmChart");

    private final Map<Key, SourceObject> objects = new HashMap<>();

    private record Key(String kind, String namespace, String name) {}

    /** Returns whether a release may refer to an object: a chart, or a ConfigMap that may hold values of one. */
    public static boolean isOffer(JsonNode object) {
        String kind = object.path("kind").asText();
        String apiVersion = object.path("apiVersion").asText();
        return kind.equals("ConfigMap")
                ? mayHoldValues(object.path("data"))
                : CHARTS.contains(kind) && apiVersion.startsWith("source.toolkit.fluxcd.io/");
    }

    private static boolean mayHoldValues(JsonNode data) {
        for (JsonNode value : data) {
            String text = value.asText();
            if (text.contains("server:") || text.contains("configmapReload:") || text.contains("prometheusSpec:")) {
                return true;
            }
        }
        return false;
    }

    /** Adds an object; the last one with a name counts, as it does when they are applied. */
    public void add(Document document, JsonNode object) {
        SourceObject source = SourceObject.of(document, object, new ValuesFound());
        objects.put(
                new Key(
                        source.reference().kind(),
                        source.reference().namespace(),
                        source.reference().name()),
                source);
    }

    Optional<SourceObject> find(String kind, String namespace, String name) {
        return Optional.ofNullable(objects.get(new Key(kind, namespace, name)));
    }
}
