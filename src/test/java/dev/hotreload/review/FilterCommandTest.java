package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests through a pipe: as a filter, and as a KRM function. */
class FilterCommandTest {

    private static final Path CASES = Path.of("src/test/resources/fix");

    private static final Path BLOCKED = Path.of("src/test/resources/review/blocked-deployment.yaml");

    @ParameterizedTest
    @MethodSource("dev.hotreload.review.FixCommandTest#cases")
    void a_stream_is_changed_like_a_file(String name) throws IOException {
        Command filter = Command.runWithInput(Files.readString(CASES.resolve(name + ".input.yaml")), "filter");
        Path output = CASES.resolve(name + ".output.yaml");
        if (Files.exists(output)) {
            assertThat(filter.out()).isEqualTo(Files.readString(output));
            assertThat(filter.err()).isEmpty();
            assertThat(filter.exitCode()).isZero();
        } else {
            assertThat(filter.out()).as("what lacks its flags is not printed").isEmpty();
            assertThat(filter.err()).contains("not fixed: ");
            assertThat(filter.exitCode()).isEqualTo(name.contains("broken") ? 2 : 3);
        }
    }

    @Test
    void what_needs_nothing_is_printed_as_it_is() {
        String input = "# a comment\nkind: Service\r\nmetadata: {name: x}";
        Command filter = Command.runWithInput(input, "filter");
        assertThat(filter.out()).isEqualTo(input);
        assertThat(filter.exitCode()).isZero();
    }

    @Test
    void for_what_is_blocked_nothing_is_printed_and_the_exit_code_is_3() throws IOException {
        String input = Files.readString(BLOCKED);
        Command filter = Command.runWithInput(input, "filter");
        assertThat(filter.exitCode()).isEqualTo(3);
        assertThat(filter.out()).isEmpty();
        assertThat(filter.err()).startsWith("-:12: Deployment prometheus, LifecycleDisabledByOwner: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a: [", "no: kind"})
    void for_what_cannot_be_read_nothing_is_printed_and_the_exit_code_is_2(String input) {
        Command filter = Command.runWithInput(input, "filter");
        assertThat(filter.exitCode()).isEqualTo(2);
        assertThat(filter.out()).isEmpty();
        assertThat(filter.err()).startsWith("-");
    }

    private static String resourceList(Path file) throws IOException {
        String item = Files.readString(file).indent(4);
        return "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n  -\n" + item.stripTrailing() + "\n";
    }

    @Test
    void a_function_returns_its_resources_with_results() throws IOException {
        String input = resourceList(CASES.resolve("block-comments-between.input.yaml"));
        Command fn = Command.runWithInput(input, "fn");
        assertThat(fn.exitCode()).as(fn.err()).isZero();
        JsonNode list = ManifestFixtures.parse(fn.out()).get(0);
        assertThat(list.at("/items/0/spec/template/spec/containers/0/args").toString())
                .endsWith("\"--web.enable-lifecycle\",\"--storage.tsdb.wal-compression\"]");
        assertThat(fn.out()).as("comments stay").contains("# where the data is", "# a volume");
        assertThat(list.at("/results").toString())
                .isEqualTo("[{\"message\":\"container prometheus: added --web.enable-lifecycle"
                        + " --storage.tsdb.wal-compression\",\"severity\":\"info\",\"resourceRef\":"
                        + "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"prometheus\"}}]");
    }

    @Test
    void a_function_does_not_fail_for_what_is_blocked() throws IOException {
        String input = resourceList(BLOCKED);
        Command fn = Command.runWithInput(input, "fn");
        assertThat(fn.exitCode()).isZero();
        JsonNode list = ManifestFixtures.parse(fn.out()).get(0);
        assertThat(list.at("/results/0/severity").asText()).isEqualTo("warning");
        assertThat(list.at("/results/0/message").asText()).contains("LifecycleDisabledByOwner");
    }

    @Test
    void a_function_reads_json_and_the_configuration_of_the_webhook() throws IOException {
        ObjectNode list = (ObjectNode) ManifestFixtures.parse(resourceList(CASES.resolve("block.input.yaml")))
                .get(0);
        list.putObject("functionConfig").putObject("data").put("config.yaml", "flags: {lifecycle: false}");
        Command fn = Command.runWithInput(list.toString(), "fn");
        assertThat(fn.exitCode()).as(fn.err()).isZero();
        JsonNode out = ManifestFixtures.JSON.readTree(fn.out());
        assertThat(out.at("/items/0/spec/template/spec/containers/0/args/2").asText())
                .isEqualTo("--storage.tsdb.wal-compression");
        assertThat(out.at("/results")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: List\nitems: []",
                "",
                "kind: ResourceList\nitems: []\n---\nkind: ResourceList\nitems: []",
                "kind: ResourceList\nitems: []\nresults: []"
            })
    void what_is_not_a_resource_list_is_refused(String input) {
        Command fn = Command.runWithInput(input, "fn");
        assertThat(fn.exitCode()).isEqualTo(2);
        assertThat(fn.out()).isEmpty();
        assertThat(fn.err()).contains("ResourceList");
    }

    @Test
    void a_function_with_nothing_to_do_has_no_results() {
        Command fn = Command.runWithInput("kind: ResourceList\nitems: []\n", "fn");
        assertThat(fn.out()).isEqualTo("kind: ResourceList\nitems: []\nresults: []\n");
    }

    @Test
    void what_to_do_about_a_reason_is_said_once() {
        String blocked = ReviewFixtures.BLOCKED + "\n---\n" + ReviewFixtures.BLOCKED;
        Command filter = Command.runWithInput(blocked, "filter");
        assertThat(filter.err().lines()).hasSize(2);
        assertThat(filter.err().split("LifecycleDisabledByOwner: ", -1)).hasSize(3);
        assertThat(filter.err().split("Remove --no-web.enable-lifecycle", -1)).hasSize(2);
    }
}
