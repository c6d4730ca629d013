package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recipes of docs/recipes.md, run as they are written, by the real helm and kustomize and the installed command.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
class RecipesIT {

    private static final String FLAGS = "--web.enable-lifecycle";
    private static final String PAGE = "docs/recipes.md";

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void lay_out_what_the_recipes_name() throws IOException {
        workplace = Workplace.lay(folder);
    }

    @AfterEach
    void close() throws IOException {
        workplace.close();
    }

    private static List<String> recipes() {
        return Page.read(PAGE).blocks().stream()
                .filter(block -> block.comment().equals("run by RecipesIT"))
                .flatMap(block -> block.commands().stream())
                .toList();
    }

    private Program run(String line) {
        return workplace.run(line);
    }

    /** The plugin is installed before each line that needs it. */
    static Stream<String> lines() {
        return recipes().stream().filter(line -> !line.startsWith("helm plugin"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_recipe_gives_the_flags(String line) {
        if (line.contains("--post-renderer")) {
            assertThat(run("helm plugin install ./manifests/helm-post-renderer").exitCode())
                    .isZero();
        }
        Program recipe = run(line);
        if (line.endsWith("| git apply")) {
            assertThat(recipe.exitCode()).as(recipe.output()).isZero();
            assertThat(folder.resolve("deploy/prometheus.yaml")).content().contains(FLAGS);
            assertThat(folder.resolve("review.html"))
                    .content()
                    .contains("<title>Review: 0 blocked, 1 to patch</title>");
        } else {
            assertThat(recipe.out()).as(recipe.err()).contains(FLAGS, "--storage.tsdb.wal-compression");
            assertThat(recipe.exitCode()).isEqualTo(line.contains("hot-reload review") ? 1 : 0);
        }
    }

    @Test
    void the_recipes_are_found_on_their_page() {
        assertThat(recipes()).hasSize(7);
        assertThat(lines()).hasSize(6);
    }

    @Test
    void a_post_renderer_stops_what_is_blocked() throws IOException {
        Path values = folder.resolve("chart/values.yaml");
        Files.writeString(values, Files.readString(values).replace("web.enable-admin-api", "no-web.enable-lifecycle"));
        run("helm plugin install ./manifests/helm-post-renderer");
        Program template = run("helm template prometheus ./chart --post-renderer hot-reload");
        assertThat(template.exitCode()).isNotZero();
        // Helm 4.3 keeps what a post-renderer says to itself.
        assertThat(template.err()).contains("hot-reload").contains("error");
        assertThat(template.out()).isEmpty();
    }

    @Test
    void the_completion_is_a_script_that_bash_takes_and_that_completes() {
        Program completion = run("source <(hot-reload completion) && COMP_WORDS=(hot-reload rev) COMP_CWORD=1"
                + " && _complete_hot-reload && echo \"${COMPREPLY[@]}\"");
        assertThat(completion.out()).as(completion.err()).isEqualTo("review\n");
    }

    @Test
    void the_launcher_keeps_an_archive_and_works_without() throws IOException {
        String cache = "XDG_CACHE_HOME=" + folder + "/cache ";
        Path ofAnEarlierVersion = Files.createDirectories(folder.resolve("cache/prometheus-hot-reload"))
                .resolve("1.jsa");
        Files.createFile(ofAnEarlierVersion);
        Files.setLastModifiedTime(
                ofAnEarlierVersion, FileTime.from(Instant.now().minus(Duration.ofDays(32))));
        assertThat(run(cache + "hot-reload version").out()).startsWith("hot-reload ");
        try (Stream<Path> archives = Files.list(folder.resolve("cache/prometheus-hot-reload"))) {
            assertThat(archives).singleElement().asString().endsWith(".jsa").doesNotEndWith("/1.jsa");
        }
        Program second = run(cache + "hot-reload version");
        assertThat(second.out()).startsWith("hot-reload ");
        assertThat(second.err()).isEmpty();
        assertThat(run("XDG_CACHE_HOME=/dev/null hot-reload version").out()).startsWith("hot-reload ");
        Program without = run("JAVA_HOME=/none hot-reload version");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).startsWith("hot-reload needs Java 17 or later");
    }

    @Test
    void the_action_annotates_and_passes_the_exit_code_on() throws IOException {
        String action = Files.readString(Path.of("action.yml"));
        String script = action.substring(action.indexOf("run: |\n") + "run: |\n".length())
                .stripIndent();
        Files.writeString(folder.resolve("run.sh"), script);
        Program step = run("PATHS=$'deploy\\n' CONFIG= NAMESPACE=monitoring FAIL_ON=patch SARIF=x.sarif ACTION='"
                + Path.of("").toAbsolutePath() + "' GITHUB_STEP_SUMMARY=summary.md GITHUB_OUTPUT=output"
                + " bash --noprofile --norc -eo pipefail run.sh");
        assertThat(step.out()).startsWith("::warning file=deploy/prometheus.yaml,line=12,title=hot-reload::");
        assertThat(step.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("output")).content().isEqualTo("exit-code=1\n");
        assertThat(folder.resolve("summary.md")).content().contains("| **patch** |");
        assertThat(folder.resolve("x.sarif")).content().contains("\"2.1.0\"");
    }
}
