package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.yaml.Document;
import dev.hotreload.review.yaml.DocumentPiece;
import dev.hotreload.review.yaml.Offset;
import dev.hotreload.review.yaml.UnreadableException;
import dev.hotreload.review.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The charts for which a file of values beside a {@code Chart.yaml} is: the chart itself, or those it depends on.
 * Source: helm pkg/chart/chart.go and pkg/chart/dependency.go.
 */
public final class ChartFile {

    private static final long LARGEST = 1 << 20;
    private static final String NAME = "Chart.yaml";

    private ChartFile() {}

    /**
     * A chart for which values are.
     *
     * @param key under which its values stand; empty for the chart itself
     * @param condition the paths of the values that switch it on, with commas; empty when it is always on
     */
    record Use(Chart chart, ChartVersion version, String key, String condition) {}

    /** Returns whether the values of a chart's folder say something to a chart that is understood. */
    public static boolean isUnderstood(Path folder) {
        return !uses(folder).isEmpty();
    }

    /** Returns whether a file is a part of a chart, whatever chart that is. */
    static boolean isBeside(String file) {
        try {
            return Files.isRegularFile(Path.of(file).resolveSibling(NAME));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns the charts of the folder that holds a file; none where there is no {@code Chart.yaml} beside it. */
    static List<Use> usesBeside(String file) {
        try {
            return uses(Path.of(file).resolveSibling("."));
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private static List<Use> uses(Path folder) {
        Optional<JsonNode> chart = content(folder.resolve(NAME));
        if (chart.isEmpty()) {
            return List.of();
        }
        String name = chart.get().path("name").asText();
        List<Use> uses = new ArrayList<>();
        Chart.of(name, chart.get().path("home").asText())
                .ifPresent(itself -> uses.add(
                        new Use(itself, SourceObject.version(chart.get().path("version")), "", "")));
        JsonNode dependencies = chart.get().has("dependencies")
                ? chart.get().path("dependencies")
                : content(folder.resolve("requirements.yaml"))
                        .map(old -> old.path("dependencies"))
                        .orElse(ValuesTree.JSON.missingNode());
        for (JsonNode dependency : dependencies) {
            Chart.of(
                            dependency.path("name").asText(),
                            dependency.path("repository").asText())
                    .ifPresent(known -> uses.add(new Use(
                            known,
                            locked(folder, dependency)
                                    .orElseGet(() -> SourceObject.version(dependency.path("version"))),
                            dependency.path("alias").asText(known.chart()),
                            dependency.path("condition").asText())));
        }
        return uses;
    }

    /** Returns the version that a lock file holds for a dependency. */
    private static Optional<ChartVersion> locked(Path folder, JsonNode dependency) {
        String name = dependency.path("name").asText();
        return content(folder.resolve("Chart.lock"))
                .or(() -> content(folder.resolve("requirements.lock")))
                .flatMap(lock -> SourceObject.objects(lock.path("dependencies")).stream()
                        .filter(item -> item.path("name").asText().equals(name))
                        .findFirst())
                .map(item -> SourceObject.version(item.path("version")));
    }

    /** Returns what a small YAML file holds; empty where it cannot be read. */
    private static Optional<JsonNode> content(Path file) {
        return document(file).map(Document::root);
    }

    /** Reads a small YAML file of one document; empty where it cannot be read. */
    static Optional<Document> document(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return YamlDocument.read(file.normalize().toString(), new DocumentPiece(new Offset(0, 0), text));
        } catch (IOException | UnreadableException e) {
            // Helm cannot read it either; whatever is beside it is then no part of a chart.
            return Optional.empty();
        }
    }
}
