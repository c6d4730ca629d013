package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.yaml.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The releases of a helmfile. Source: helmfile pkg/state/state.go, ReleaseSpec. */
final class Helmfile {

    /** Fields of a release whose values are not read here. Source: helmfile pkg/state/state.go, ReleaseSpec. */
    private static final List<String> ELSEWHERE = List.of("inherit", "setTemplate", "setString");

    private Helmfile() {}

    /** Returns whether a document without kind is a helmfile: it has releases, each with a chart. */
    static boolean isOne(JsonNode root) {
        List<ObjectNode> releases = SourceObject.objects(root.path("releases"));
        return !releases.isEmpty()
                && releases.stream().allMatch(release -> release.path("chart").isTextual());
    }

    static void addTo(Document document, ValuesFound found) {
        for (ObjectNode release : SourceObject.objects(document.root().path("releases"))) {
            ObjectReference reference = new ObjectReference(
                    "",
                    "Release",
                    release.path("namespace").asText(),
                    release.path("name").asText(),
                    Map.of());
            SourceObject object = new SourceObject(document, release, reference, found);
            Chart.of(release.path("chart").asText(), "").ifPresent(chart -> release(object, release, chart));
        }
    }

    private static void release(SourceObject object, ObjectNode release, Chart chart) {
        for (String field : ELSEWHERE) {
            if (!release.path(field).isEmpty()) {
                object.unreviewed(
                        object.document().place(release, field),
                        chart,
                        field + " adds to them; review what helmfile renders");
                return;
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (JsonNode item : release.path("values")) {
            if (item instanceof ObjectNode values) {
                layers.add(new Layer.Written(object.document(), values));
            } else {
                object.unreviewed(
                        object.document().place(release, "values"),
                        chart,
                        "a part of them stands in another file; review that file (--values-of " + chart
                                + "=FILE), or what helmfile renders");
                return;
            }
        }
        if (!release.path("secrets").isEmpty()
                || !release.path("valuesTemplate").isEmpty()) {
            object.unreviewed(
                    object.document().place(release),
                    chart,
                    "secrets and templates are a part of them; review what helmfile renders");
            return;
        }
        if (!set(object, release, layers)) {
            return;
        }
        if (layers.isEmpty()) {
            object.withoutValues(chart, release);
        } else {
            object.add(
                    chart,
                    SourceObject.version(release.path("version")),
                    object.reference().namespace(),
                    object.place(),
                    layers);
        }
    }

    private static boolean set(SourceObject object, ObjectNode release, List<Layer> layers) {
        List<Parameter> read = new ArrayList<>();
        for (ObjectNode item : SourceObject.objects(release.path("set"))) {
            Optional<Parameter> parameter = item.has("file")
                    ? Optional.empty()
                    : Parameter.parse(
                            item.path("name").asText(), item.has("values") ? item.get("values") : item.path("value"));
            if (parameter.isEmpty()) {
                object.remark(
                        object.document().place(item),
                        "the values were not reviewed: this item of set cannot be read.");
                return false;
            }
            read.add(parameter.get());
        }
        if (!read.isEmpty()) {
            layers.add(new Layer.Parameters(object.document(), release, "set", read));
        }
        return true;
    }
}
