package dev.hotreload.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.cli.RootCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Every block of commands says how a test runs it, or what it needs that a test does not have. {@code CommandsIT},
 * {@code DocumentedInstallationIT} and {@code RecipesIT} run them.
 */
class CommandsTest {

    /** Pages with blocks that have no mark: the named tests run those commands, with their own words. */
    private static final Map<String, List<String>> HELD_BY = Map.of(
            "docs/review.md", List.of("SuppressionTest", "RestartIT"),
            "docs/operate.md", List.of("MetricsIT", "ReplayCommandTest", "ChartIT"),
            "docs/scan.md", List.of("ScanIT", "ScanManifestsIT"),
            "docs/comparison.md", List.of("PolicyEnforcementIT", "PolicyAgreementTest"));

    private static final Pattern CALL = Pattern.compile("(?:^|[|&;(] *)hot-reload ((?:[^|&;>]|\\|(?=\\S))+)");
    private static final Pattern SET = Pattern.compile("--set(?:-file|-string)?[ =]([A-Za-z.]+)=");
    private static final Path VALUES = Path.of("manifests/helm/prometheus-hot-reload/values.yaml");

    private static List<Block> blocks() {
        return Page.originals().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(Block::isCommands)
                .filter(block -> !block.comment().isEmpty()
                        || !HELD_BY.containsKey(block.file().toString()))
                .toList();
    }

    private static Path test(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.endsWith(name + ".java"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void every_block_of_commands_says_how_it_is_run() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Block block : blocks()) {
            counts.merge(
                    block.mark().getClass().getSimpleName(), block.commands().size(), Integer::sum);
        }
        System.out.println("commands of the documentation: " + counts);
        assertThat(counts).containsOnlyKeys("Run", "RunBy", "NotRun");
        assertThat(counts.get("Run")).isGreaterThan(counts.get("NotRun"));
    }

    /** A script ends with the code of the first command that fails. An export does not. */
    @Test
    void a_code_is_expected_of_a_single_command() {
        assertThat(blocks()).allSatisfy(block -> {
            if (block.mark() instanceof Mark.Run run && run.exitCode() != 0) {
                assertThat(block.commands().stream().filter(command -> !command.startsWith("export ")))
                        .as(block.toString())
                        .hasSize(1);
            }
        });
    }

    @Test
    void a_test_that_is_said_to_run_commands_holds_their_words() throws IOException {
        for (Block block : blocks()) {
            if (block.mark() instanceof Mark.RunBy by) {
                String source = Files.readString(test(by.test()));
                if (!source.contains(block.file().toString())) {
                    for (String command : block.commands()) {
                        assertThat(Arrays.stream(command.split(" ")).skip(1))
                                .as(block.toString())
                                .allSatisfy(word -> assertThat(source).contains("\"" + word + "\""));
                    }
                }
            }
        }
    }

    @Test
    void pages_without_marks_are_held_by_tests_that_exist() throws IOException {
        for (Map.Entry<String, List<String>> page : HELD_BY.entrySet()) {
            assertThat(Path.of(page.getKey())).exists();
            for (String name : page.getValue()) {
                assertThat(test(name)).exists();
            }
        }
    }

    @Test
    void the_command_has_every_subcommand_and_option_that_a_page_names() {
        CommandLine root = RootCommand.commandLine(Map.of());
        for (Page page : Page.all()) {
            Stream<String> lines = Stream.concat(
                    page.codeSpans(),
                    page.blocks().stream().filter(Block::isCommands).flatMap(block -> block.commands().stream()));
            lines.flatMap(line -> CALL.matcher(line).results()).forEach(call -> {
                List<String> words = List.of(call.group(1).strip().split(" +"));
                if (words.get(0).matches("[a-z]+")) {
                    CommandLine command = root.getSubcommands().get(words.get(0));
                    assertThat(command).as(page.file() + ": " + call.group()).isNotNull();
                    words.stream()
                            .filter(word -> word.matches("--?[a-zA-Z].*"))
                            .forEach(word -> assertThat(
                                            command.getCommandSpec().findOption(word.replaceFirst("[=\\[].*", "")))
                                    .as(page.file() + ": " + call.group() + ": " + word)
                                    .isNotNull());
                }
            });
        }
    }

    @Test
    void the_chart_has_every_value_that_a_page_sets() {
        JsonNode values = ManifestFixtures.read(VALUES).get(0);
        int found = 0;
        for (Page page : Page.all()) {
            Matcher set = SET.matcher(page.text());
            while (set.find()) {
                assertThat(isValue(values, List.of(set.group(1).split("\\."))))
                        .as(page.file() + ": " + set.group())
                        .isTrue();
                found++;
            }
        }
        assertThat(found).isPositive();
    }

    /** An empty object of the chart's values takes any key: labels, for example. */
    private static boolean isValue(JsonNode values, List<String> path) {
        if (path.isEmpty() || (values.isObject() && values.isEmpty())) {
            return true;
        }
        return values.has(path.get(0)) && isValue(values.path(path.get(0)), path.subList(1, path.size()));
    }

    @Test
    void blocks_of_yaml_and_json_can_be_read() {
        List<Block> blocks = Page.all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> List.of("yaml", "json").contains(block.language()))
                .toList();
        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(ManifestFixtures.parse(block.text()))
                        .as(block.toString())
                        .isNotEmpty());
    }

    @Test
    void every_block_names_its_language() {
        assertThat(Page.all().stream().flatMap(page -> page.blocks().stream()))
                .allSatisfy(block ->
                        assertThat(block.language()).as(block.toString()).isIn("sh", "yaml", "json", "text", "diff"));
    }
}
