package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.docs.Block;
import dev.hotreload.docs.Mark;
import dev.hotreload.docs.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of README and docs that need no cluster, run as they are written. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class CommandsIT {

    private static final Pattern PORT = Pattern.compile("is ready: https://localhost:(\\d+)/mutate");

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void lay() throws IOException {
        workplace = Workplace.lay(folder);
    }

    @AfterEach
    void close() throws IOException {
        workplace.close();
    }

    /** Returns the blocks that are run at a place, in the order of their pages. */
    static Stream<Block> blocks(Mark.Place place) {
        return Page.originals().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.isCommands() && !block.comment().isEmpty())
                .filter(block -> block.mark() instanceof Mark.Run run && run.place() == place);
    }

    static Stream<Block> here() {
        return blocks(Mark.Place.CHECKOUT);
    }

    @ParameterizedTest
    @MethodSource("here")
    void commands_end_and_print_as_their_page_says(Block block) {
        Program script = workplace.run(block.text());
        assertThat(script.exitCode())
                .as(block + ": " + script.output())
                .isEqualTo(((Mark.Run) block.mark()).exitCode());
        List<Block> page = Page.read(block.file().toString()).blocks();
        int next = page.indexOf(block) + 1;
        if (next < page.size() && page.get(next).comment().equals("printed")) {
            assertThat(script.out())
                    .as(block.toString())
                    .contains(page.get(next).text());
        }
    }

    /** The first command of the README, and the request of docs/serve.md at the port that this machine has free. */
    @Test
    void the_webhook_of_a_clone_answers_as_its_page_shows() {
        List<Block> page = Page.read("docs/serve.md").blocks();
        String serve = page.get(0).text();
        assertThat(serve).endsWith("serve --self-signed\n");
        assertThat(Page.read("README.md").blocks()).extracting(Block::text).contains(serve);
        try (Program webhook =
                workplace.start(serve, Map.of("HOT_RELOAD_PORT", "0", "HOT_RELOAD_MANAGEMENT_PORT", "0"))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> webhook.out().contains("Try it: ") || !webhook.isAlive());
            Matcher port = PORT.matcher(webhook.out());
            assertThat(port.find()).as(webhook.output()).isTrue();
            assertThat(webhook.out().replaceAll(":\\d+", ":PORT"))
                    .contains(page.get(1).text().replaceAll(":\\d+", ":PORT"));
            String request = page.get(2).text();
            assertThat(request).contains(":10250/");
            Program answer = workplace.run(request.replace(":10250/", ":" + port.group(1) + "/"));
            assertThat(answer.out()).as(answer.err()).isEqualTo(page.get(3).text());
        }
    }

    /** What Argo CD and Flux are given: neither of them runs here, but both would render this. */
    static Stream<Arguments> sources() {
        List<Arguments> sources = new ArrayList<>();
        Page.read("docs/install.md").blocks().stream()
                .filter(block -> block.language().equals("yaml"))
                .flatMap(block -> ManifestFixtures.parse(block.text()).stream())
                .forEach(object -> {
                    switch (object.path("kind").asText()) {
                        case "Application" ->
                            sources.add(Arguments.of(
                                    object.at("/spec/source/path").asText(),
                                    object.at("/spec/source/helm/valuesObject").toString()));
                        case "HelmRelease" ->
                            sources.add(Arguments.of(
                                    object.at("/spec/chart/spec/chart").asText(),
                                    object.at("/spec/values").toString()));
                        default -> {}
                    }
                });
        return sources.stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void the_chart_takes_the_values_that_git_holds(String chart, String values) {
        Program template = workplace.run("echo '" + values + "' | helm template hot-reload " + chart + " -f -");
        assertThat(template.exitCode()).as(template.err()).isZero();
        assertThat(template.out())
                .contains(
                        "kind: MutatingWebhookConfiguration",
                        "image: registry.example.org/prometheus-hot-reload:",
                        "failurePolicy: Ignore");
    }

    @Test
    void the_overlay_that_git_holds_can_be_built() {
        JsonNode kustomization = Page.read("docs/install.md").blocks().stream()
                .filter(block -> block.text().contains("kind: Kustomization"))
                .map(block -> ManifestFixtures.parse(block.text()).get(0))
                .findFirst()
                .orElseThrow();
        Program build = workplace.run(
                "kustomize build " + kustomization.at("/spec/path").asText());
        assertThat(build.exitCode()).as(build.err()).isZero();
        assertThat(build.out())
                .contains("image: " + kustomization.at("/spec/images/0/name").asText() + ":");
    }
}
