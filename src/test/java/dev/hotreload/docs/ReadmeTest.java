package dev.hotreload.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.NamespaceGlob;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README and docs say what the code does. */
class ReadmeTest {

    private static final Page README = Page.read("README.md");

    private static Block block(Page page, Predicate<Block> which) {
        return page.blocks().stream().filter(which).findFirst().orElseThrow();
    }

    @Test
    void the_readme_has_at_most_150_lines_and_begins_with_the_message_and_a_command() {
        assertThat(README.lines()).hasSizeLessThanOrEqualTo(150);
        assertThat(README.text().indexOf("received non-200 response: 403 Forbidden"))
                .isBetween(0, 500);
        assertThat(README.blocks().get(0).line()).isLessThan(25);
    }

    @Test
    void the_korean_readme_has_the_same_outline_blocks_and_pictures() {
        Page korean = Page.read("README.ko.md");
        assertThat(outline(korean)).isEqualTo(outline(README));
        assertThat(korean.blocks().stream().map(Block::lines).toList())
                .isEqualTo(README.blocks().stream().map(Block::lines).toList());
        assertThat(korean.blocks().stream().map(Block::comment).toList())
                .isEqualTo(README.blocks().stream().map(Block::comment).toList());
        assertThat(targets(korean)).containsAll(targets(README));
    }

    private static List<String> outline(Page page) {
        return page.prose().stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    /** What a page links to, apart from the other language and from headings. */
    private static List<String> targets(Page page) {
        return page.links().stream()
                .map(Page.Link::target)
                .filter(target -> !target.equals("README.ko.md"))
                .map(target -> target.replaceFirst("#.*", ""))
                .toList();
    }

    @Test
    void the_values_of_the_chart_are_the_managed_flags() {
        JsonNode values = ManifestFixtures.parse(
                        block(README, block -> block.language().equals("yaml")).text())
                .get(0);
        List<String> flags = Arrays.stream(ManagedFlag.values())
                .map(flag -> flag.flag().argument().replaceFirst("^--", ""))
                .toList();
        assertThat(values.at("/server/extraFlags")).extracting(JsonNode::asText).containsExactlyElementsOf(flags);
    }

    @Test
    void the_versions_that_are_said_to_be_tested_are_those_that_the_tests_build() throws IOException {
        List<String> tested = README.column("## Compatibility", 3);
        assertThat(tested.get(0))
                .isEqualTo(version("kubernetes-1.30", "k8s.io/kubernetes v([\\d.]+)") + " and "
                        + version("kubernetes", "k8s.io/kubernetes v([\\d.]+)"));
        assertThat(tested.get(1))
                .isEqualTo(prometheus(version("prometheus", "prometheus/prometheus v0\\.(\\d+)\\.\\d+")) + " and "
                        + prometheus(version("prometheus-3", "prometheus/prometheus v0\\.(\\d+)\\.\\d+")));
        assertThat(tested.get(2)).isEqualTo(version("charts", "helm\\.sh/helm/v\\d v([\\d.]+)"));
    }

    private static String version(String part, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(".ci/parts", part, "go.mod")));
        assertThat(found.find()).as(part).isTrue();
        return found.group(1);
    }

    /** As a Go module, Prometheus 2.48 is 0.48, and 3.16 is 0.316. */
    private static String prometheus(String minor) {
        return (minor.length() == 2 ? "2." + minor : minor.charAt(0) + "." + minor.substring(1)) + ".0";
    }

    @Test
    void the_versions_that_are_said_to_be_supported_are_those_of_chart_and_build() throws IOException {
        List<String> supported = README.column("## Compatibility", 2);
        JsonNode chart = ManifestFixtures.read(Path.of("manifests/helm/prometheus-hot-reload/Chart.yaml"))
                .get(0);
        String kubernetes = supported.get(0).replaceFirst(" or later.*", "");
        assertThat(chart.path("kubeVersion").asText()).isEqualTo(">=" + kubernetes + ".0-0");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<maven.compiler.release>" + supported.get(3).replaceFirst(" .*", "") + "<");
        assertThat(Files.readString(Path.of("manifests/helm/prometheus-hot-reload/README.md")))
                .contains("Helm needs version " + supported.get(2));
    }

    @Test
    void the_whole_check_runs_the_test_command_of_the_readme() throws IOException {
        assertThat(README.blocks()).extracting(Block::text).contains("mvn -B verify\n");
        assertThat(Files.readString(Path.of(".ci/run"))).containsPattern("mvn -B (-ntp )?verify");
    }

    @Test
    void the_answer_to_the_example_is_the_one_that_is_shown() throws IOException {
        byte[] body = Files.readAllBytes(Reviews.EXAMPLE);
        AdmissionResult.Responded answer = (AdmissionResult.Responded)
                AdmissionHandler.ofPods(() -> Policy.DEFAULT).handle(body);
        Block shown =
                block(Page.read("docs/serve.md"), block -> block.language().equals("json"));
        assertThat(shown.text()).isEqualTo(new String(answer.body(), StandardCharsets.UTF_8) + "\n");
    }

    @Test
    void the_review_of_the_example_is_the_one_that_is_shown() {
        Command run = Command.run("review", Reviews.EXAMPLE.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(block(Page.read("docs/recipes.md"), block -> block.comment().equals("printed"))
                        .text())
                .isEqualTo(run.out());
    }

    @Test
    void the_example_is_the_pod_of_the_report() throws IOException {
        JsonNode example =
                ManifestFixtures.JSON.readTree(Reviews.EXAMPLE.toFile()).at("/request/object/spec");
        JsonNode report = ManifestFixtures.read(
                        Path.of("src/test/resources/cases/chart-25.8.0-empty-extra-flags/input.yaml"))
                .get(0)
                .at("/spec");
        assertThat(example).isEqualTo(report);
    }

    @Test
    void the_modes_and_the_configuration_that_are_shown_can_be_used() throws Exception {
        Page page = Page.read("docs/modes.md");
        assertThat(page.column("## Modes", 1))
                .containsExactlyElementsOf(
                        Stream.of(Mode.values()).map(Mode::toString).toList());
        Policy policy = PolicyFile.parse(
                "docs/modes.md",
                block(page, block -> block.language().equals("yaml")).text());
        assertThat(policy.namespaces())
                .containsExactly(new Policy.NamespaceRule(
                        NamespaceGlob.parse("team-*").stream().toList(), Mode.AUDIT));
    }
}
