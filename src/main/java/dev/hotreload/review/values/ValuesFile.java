package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.yaml.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of values, or a helmfile: a document that is not an object of Kubernetes. */
final class ValuesFile {

    private static final String DEFAULTS = "values.yaml";
    private static final List<String> BESIDE_SERVER =
            List.of("configmapReload", "serverFiles", "alertmanager", "extraScrapeConfigs", "prometheus-node-exporter");

    private final Document document;
    private final ValuesFound found = new ValuesFound();

    private ValuesFile(Document document) {
        this.document = document;
    }

    /**
     * Reads a document as values.
     *
     * @param named the chart that the user named for this file
     * @return empty when nothing shows that the document holds values of a chart that is understood
     */
    static Optional<ValuesFound> of(Document document, Optional<Chart> named) {
        if (!(document.root() instanceof ObjectNode root)) {
            return Optional.empty();
        }
        ValuesFile file = new ValuesFile(document);
        if (named.isPresent()) {
            file.values(named.get(), ChartVersion.NEWEST, root);
            return Optional.of(file.found);
        }
        if (Helmfile.isOne(root)) {
            Helmfile.addTo(document, file.found);
            return Optional.of(file.found);
        }
        List<ChartFile.Use> uses =
                name(document.file()).startsWith("values") ? ChartFile.usesBeside(document.file()) : List.of();
        if (!uses.isEmpty()) {
            uses.forEach(use -> file.use(use, root));
            return Optional.of(file.found);
        }
        if (ChartFile.isBeside(document.file())) {
            return Optional.empty();
        }
        return shape(root).map(chart -> {
            file.values(chart, ChartVersion.NEWEST, root);
            return file.found;
        });
    }

    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private static Optional<Chart> shape(JsonNode root) {
        if (root.has("server") && BESIDE_SERVER.stream().anyMatch(root::has) && !isBitnami(root)) {
            return Optional.of(Chart.PROMETHEUS);
        }
        return root.at("/prometheus/prometheusSpec").isObject() ? Optional.of(Chart.OPERATOR) : Optional.empty();
    }

    /** Bitnami's chart of that name has a server too, and names registries apart from repositories. */
    private static boolean isBitnami(JsonNode root) {
        return root.at("/global").has("imageRegistry")
                || root.at("/server/image").has("registry");
    }

    private SourceObject object(String name, JsonNode at) {
        return new SourceObject(document, at, new ObjectReference("", "Values", "", name, Map.of()), found);
    }

    private void values(Chart chart, ChartVersion version, ObjectNode root) {
        SourceObject object = object(chart.chart(), root);
        object.add(chart, version, "", object.place(), List.of(new Layer.Written(document, root)));
    }

    /** Adds what a chart makes of the values under its key, over those of the file with the chart's defaults. */
    private void use(ChartFile.Use use, ObjectNode root) {
        boolean defaults = name(document.file()).equals(DEFAULTS);
        JsonNode own = under(root, use.key());
        SourceObject object =
                object(use.key().isEmpty() ? use.chart().chart() : use.key(), own.isObject() ? own : root);
        Optional<Document> below = defaults
                ? Optional.empty()
                : ChartFile.document(Path.of(document.file()).resolveSibling(DEFAULTS));
        ObjectNode all = below.map(base -> ValuesTree.merged(base.root(), root)).orElse(root);
        if (isSwitchedOff(all, use.condition())) {
            if (defaults) {
                object.remark(
                        object.place(),
                        "chart " + use.chart() + " is not installed with these values, because " + use.condition()
                                + " is false.");
            }
            return;
        }
        Optional<ObjectNode> base = below.flatMap(file ->
                under(file.root(), use.key()) instanceof ObjectNode values ? Optional.of(values) : Optional.empty());
        if (own instanceof ObjectNode values && (!values.isEmpty() || defaults)) {
            if (base.isPresent() && isSaidInDefaults(values)) {
                return;
            }
            List<Layer> layers = new ArrayList<>();
            base.ifPresent(defaultValues ->
                    layers.add(new Layer.Neighbour(below.orElseThrow(), defaultValues, object.place())));
            layers.add(new Layer.Written(document, values));
            object.add(use.chart(), use.version(), "", object.place(), layers);
        } else if (defaults) {
            object.withoutValues(use.chart(), root);
        }
    }

    /** Returns whether the file with the defaults has the list of flags, and what reloads, for this one too. */
    private static boolean isSaidInDefaults(JsonNode values) {
        return !values.has("configmapReload")
                && ValuesTree.at(values, ServerPod.EXTRA_FLAGS).isMissingNode()
                && ValuesTree.at(values, ServerPod.OVERRIDE).isMissingNode()
                && ValuesTree.at(values, List.of("prometheus", "prometheusSpec", "containers"))
                        .isMissingNode();
    }

    private static JsonNode under(JsonNode root, String key) {
        return key.isEmpty() ? root : root.path(key);
    }

    /** Returns whether the first path of a condition that the values have is false. */
    private static boolean isSwitchedOff(JsonNode root, String condition) {
        for (String path : condition.split(",", -1)) {
            JsonNode value = ValuesTree.at(root, List.of(path.strip().split("\\.", -1)));
            if (value.isBoolean()) {
                return !value.booleanValue();
            }
        }
        return false;
    }
}
