package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the real helm makes of the cases of values, with a chart that makes the server as the public one does: the
 * review of the values says what the review of the pods says, and the fix changes nothing of a pod but its arguments.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ValuesIT {

    private static final Path CASES = Path.of("src/test/resources/values");
    private static final String CHART = "src/test/resources/values-chart/prometheus";

    @TempDir
    Path folder;

    /** The cases that are plain values and get an output. */
    static Stream<String> fixed() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            List<String> names = folders.filter(ValuesIT::isPlain)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(20);
            return names.stream();
        }
    }

    private static boolean isPlain(Path folder) {
        Path input = folder.resolve("input.yaml");
        if (!Files.exists(folder.resolve("output.yaml")) || !Files.exists(input)) {
            return false;
        }
        JsonNode root = ManifestFixtures.read(input).get(0);
        // A template of an image needs more values than the case has.
        return root.path("server").isObject()
                && !root.at("/server/image/repository").asText().contains("{{");
    }

    private static JsonNode pod(Path values) {
        try (Program helm = Program.start(
                List.of(RealParts.HELM.toString(), "template", "release", CHART, "--values", values.toString()))) {
            assertThat(helm.exitCode()).as(helm.err()).isZero();
            return ManifestFixtures.parse(helm.out()).get(0).at("/spec/template");
        }
    }

    private static JsonNode withoutArguments(JsonNode pod) {
        JsonNode copy = pod.deepCopy();
        copy.at("/spec/containers").forEach(container -> ((ObjectNode) container).remove("args"));
        return copy;
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void the_pod_of_fixed_values_is_compliant_and_differs_in_its_arguments_alone(String name) throws IOException {
        Path values = Files.copy(CASES.resolve(name).resolve("input.yaml"), folder.resolve("values.yaml"));
        JsonNode before = pod(values);
        String review = Command.run("review", "-o", "json", "--values-of", "prometheus", values.toString())
                .out();

        assertThat(Command.run("fix", "--values-of", "prometheus", values.toString())
                        .exitCode())
                .isZero();
        JsonNode after = pod(values);

        assertThat(Verdicts.lines(before)).as("before").allMatch(line -> line.contains("patch"));
        assertThat(added(review)).isEqualTo(missing(before, after));
        assertThat(Verdicts.lines(after)).as("after").allMatch(line -> line.contains("compliant"));
        assertThat(withoutArguments(after)).isEqualTo(withoutArguments(before));
    }

    private static List<String> added(String review) throws IOException {
        return texts(ManifestFixtures.JSON.readTree(review).at("/findings/0/added"));
    }

    /** Returns the arguments that only the second pod has, in all of its containers. */
    private static List<String> missing(JsonNode before, JsonNode after) {
        List<String> were = arguments(before);
        return arguments(after).stream()
                .filter(argument -> !were.contains(argument))
                .toList();
    }

    private static List<String> arguments(JsonNode pod) {
        return Stream.iterate(0, i -> pod.at("/spec/containers").has(i), i -> i + 1)
                .flatMap(i -> texts(pod.at("/spec/containers").get(i).path("args")).stream())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return Stream.iterate(0, list::has, i -> i + 1)
                .map(i -> list.get(i).asText())
                .toList();
    }
}
