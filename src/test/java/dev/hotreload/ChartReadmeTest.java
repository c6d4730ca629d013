package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The values of the chart are described once, in the comments of values.yaml: the README's table comes from there, and
 * the schema knows the same values. With -Dgolden.refresh the table is written, and the test fails all the same.
 */
class ChartReadmeTest {

    private static final Path CHART = Path.of("manifests/helm/prometheus-hot-reload");
    private static final Path README = CHART.resolve("README.md");
    private static final String BEGIN = "<!-- values -->\n";
    private static final String END = "<!-- /values -->";
    private static final Path PAGE = Path.of("docs/install.md");
    private static final Pattern PLATFORM = Pattern.compile("\\| `([a-z-]+)` \\|.*");
    private static final Pattern LINK = Pattern.compile("prometheus-hot-reload/README\\.md#([a-z-]+)");
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):.*");

    /** A value that a comment describes, or with an empty path the title of a section. */
    private record Row(List<String> path, String text) {
        String name() {
            return String.join(".", path);
        }

        boolean covers(List<String> other) {
            return !path.isEmpty()
                    && path.size() <= other.size()
                    && other.subList(0, path.size()).equals(path);
        }
    }

    private static JsonNode values() {
        return ManifestFixtures.read(CHART.resolve("values.yaml")).get(0);
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        for (String line : Files.readAllLines(CHART.resolve("values.yaml"))) {
            Matcher key = KEY.matcher(line);
            if (line.startsWith("## ")) {
                rows.add(new Row(List.of(), line.substring(3)));
            } else if (line.strip().startsWith("#")) {
                comment.add(line.strip().substring(2));
                continue;
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!comment.isEmpty()) {
                    rows.add(new Row(List.copyOf(path), String.join(" ", comment)));
                }
            }
            comment.clear();
        }
        return rows;
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Row row : rows()) {
            if (row.path().isEmpty()) {
                table.append("\n### ").append(row.text()).append("\n\n| value | default | meaning |\n|---|---|---|\n");
            } else {
                JsonNode value = values().at("/" + String.join("/", row.path()));
                String shown = value.isTextual() && !value.asText().isEmpty() ? value.asText() : value.toString();
                table.append("| `%s` | `%s` | %s |\n".formatted(row.name(), shown, row.text()));
            }
        }
        return table.append('\n').toString();
    }

    @Test
    void the_table_of_values_is_what_values_yaml_says() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        String written = readme.substring(begin, end);
        if (System.getProperty("golden.refresh") != null) {
            Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
        }
        assertThat(written).isEqualTo(table());
    }

    @Test
    void every_value_is_described() throws IOException {
        List<Row> rows = rows();
        assertThat(leaves(List.of(), values()))
                .isNotEmpty()
                .allSatisfy(leaf -> assertThat(rows).anyMatch(row -> row.covers(leaf)));
    }

    @Test
    void the_schema_knows_every_value_and_no_other() throws IOException {
        JsonNode schema = ManifestFixtures.JSON.readTree(
                CHART.resolve("values.schema.json").toFile());
        List<Row> rows = rows().stream().filter(row -> !row.path().isEmpty()).toList();
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(property(schema, row.path())).as(row.name()).isPresent());
        assertThat(properties(schema, List.of(), schema))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(rows).anyMatch(row -> row.covers(path)));
    }

    @Test
    void chart_components_and_page_know_the_same_platforms() throws IOException {
        List<String> platforms = new ArrayList<>();
        ManifestFixtures.JSON
                .readTree(CHART.resolve("values.schema.json").toFile())
                .at("/properties/platform/enum")
                .forEach(platform -> platforms.add(platform.asText()));
        platforms.remove("");
        try (Stream<Path> components = Files.list(Path.of("manifests/components"))) {
            assertThat(components.map(component -> component.getFileName().toString()))
                    .contains("advise", "scan", "scan-reports")
                    .filteredOn(component ->
                            !List.of("advise", "scan", "scan-reports").contains(component))
                    .containsExactlyInAnyOrderElementsOf(platforms);
        }
        String page = Files.readString(PAGE);
        assertThat(page.substring(page.indexOf("## Platforms"), page.indexOf("## Certificates"))
                        .lines()
                        .map(PLATFORM::matcher)
                        .filter(Matcher::matches)
                        .map(row -> row.group(1)))
                .containsExactlyElementsOf(platforms);
    }

    @Test
    void the_page_links_to_what_is_there() throws IOException {
        List<String> headings = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        assertThat(LINK.matcher(Files.readString(PAGE)).results().map(link -> link.group(1)))
                .isNotEmpty()
                .isSubsetOf(headings);
    }

    private static Stream<List<String>> leaves(List<String> path, JsonNode value) {
        return value.isObject() && !value.isEmpty()
                ? value.properties().stream().flatMap(entry -> leaves(and(path, entry.getKey()), entry.getValue()))
                : Stream.of(path);
    }

    private static Optional<JsonNode> property(JsonNode schema, List<String> path) {
        JsonNode at = schema;
        for (String name : path) {
            at = resolved(schema, at).path("properties").path(name);
        }
        return at.isMissingNode() ? Optional.empty() : Optional.of(at);
    }

    private static Stream<List<String>> properties(JsonNode schema, List<String> path, JsonNode at) {
        JsonNode properties = resolved(schema, at).path("properties");
        return properties.isEmpty()
                ? Stream.of(path)
                : properties.properties().stream()
                        .flatMap(entry -> properties(schema, and(path, entry.getKey()), entry.getValue()));
    }

    private static JsonNode resolved(JsonNode schema, JsonNode at) {
        return at.has("$ref") ? schema.at(at.get("$ref").asText().substring(1)) : at;
    }

    private static List<String> and(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name)).toList();
    }
}
