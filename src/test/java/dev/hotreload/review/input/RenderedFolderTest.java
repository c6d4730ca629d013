package dev.hotreload.review.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.review.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources of manifests, rendered by programs that stand for helm and kustomize; RenderingIT runs the real ones. */
class RenderedFolderTest {

    private static final String POD = "{kind: Pod, metadata: {name: %s}, spec: {containers: [{name: c, image: x}]}}";

    @TempDir
    Path folder;

    private Path chart;
    private Path bin;

    @BeforeEach
    void lay_out() throws IOException {
        chart = Files.createDirectories(folder.resolve("charts/mine"));
        Files.writeString(chart.resolve("Chart.yaml"), "name: other\n");
        bin = Files.createDirectories(folder.resolve("bin"));
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Programs programs() {
        return Programs.on("relative:" + bin);
    }

    private List<Manifest> read(Path source, String namespace) {
        List<Manifest> manifests = new ArrayList<>();
        RenderedFolder.of(source.toString(), programs()).orElseThrow().read(namespace, manifests::add);
        return manifests;
    }

    @Test
    void each_template_of_a_chart_has_its_own_name_and_no_line() throws IOException {
        program("helm", """
                cat <<'END'
                ---
                # Source: other/templates/a.yaml
                %s
                ---
                # Source: other/charts/sub/templates/b.yaml
                %s
                ---
                # Source: other/templates/a.yaml
                # only a comment
                END""".formatted(POD.formatted("a"), POD.formatted("b")));
        List<Manifest> manifests = read(chart, "");
        assertThat(manifests)
                .extracting(Manifest::name)
                .containsExactly(
                        chart + "/Chart.yaml", chart + "/templates/a.yaml", chart + "/charts/sub/templates/b.yaml");
        assertThat(manifests.get(1).pods()).singleElement().satisfies(pod -> {
            assertThat(pod.object().name()).isEqualTo("a");
            assertThat(pod.place().object()).hasToString(chart + "/templates/a.yaml");
        });
        assertThat(manifests).allSatisfy(manifest -> {
            assertThat(manifest.problems()).isEmpty();
            assertThat(manifest.text()).as("there is no text to fix").isEmpty();
        });
    }

    @Test
    void helm_gets_the_folder_and_the_namespace() throws IOException {
        program("helm", "echo \"kind: $*\" > '" + folder + "/said'");
        read(chart, "monitoring");
        assertThat(folder.resolve("said"))
                .hasContent("kind: template " + chart.toAbsolutePath() + " --namespace=monitoring");
    }

    @ParameterizedTest
    @CsvSource({
        "kustomization.yaml, kustomize kubectl, kustomize build",
        "kustomization.yml, kubectl, kubectl kustomize",
        "Kustomization, kustomize, kustomize build",
    })
    void a_kustomization_is_rendered_by_what_is_installed(String marker, String installed, String command)
            throws IOException {
        Path overlay = Files.createDirectories(folder.resolve("overlay"));
        Files.writeString(overlay.resolve(marker), "resources: []\n");
        for (String program : installed.split(" ", -1)) {
            program(program, "echo \"{kind: Pod, metadata: {name: '$(basename \"$0\") $1'}, spec: {containers: []}}\"");
        }
        assertThat(read(overlay, "")).singleElement().satisfies(manifest -> {
            assertThat(manifest.name()).isEqualTo(overlay + "/" + marker);
            assertThat(manifest.pods().get(0).object().name()).isEqualTo(command);
        });
    }

    @Test
    void a_folder_of_which_nothing_is_rendered_is_a_problem() throws IOException {
        program("helm", "exit 0");
        assertThat(read(chart, ""))
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.problems())
                        .extracting(Problem::message)
                        .containsExactly("helm template makes nothing of this folder."));
    }

    @Test
    void a_kustomization_without_a_program_is_a_problem_unless_its_files_are_wanted() throws IOException {
        Path overlay = Files.createDirectories(folder.resolve("overlay"));
        Files.writeString(overlay.resolve("kustomization.yaml"), "resources: []\n");
        List<Manifest> manifests = new ArrayList<>();
        RenderedFolder.reportUnrendered(overlay.toString(), Programs.NONE, manifests::add);
        RenderedFolder.reportUnrendered(chart.toString(), programs(), manifests::add);
        assertThat(manifests).isEmpty();
        RenderedFolder.reportUnrendered(overlay.toString(), programs(), manifests::add);
        assertThat(manifests)
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message())
                                .startsWith("this is a kustomization, and it was not rendered, because neither")));
    }

    @Test
    void what_a_kustomization_renders_has_the_name_of_the_file_that_it_comes_from() throws IOException {
        Path base = Files.createDirectories(folder.resolve("base"));
        Files.writeString(base.resolve("kustomization.yml"), "resources: [a.yaml]\nnamePrefix: base-\n");
        Files.writeString(base.resolve("a.yaml"), POD.formatted("a") + "\n---\n" + POD.formatted("b"));
        Path overlay = Files.createDirectories(folder.resolve("overlay"));
        Files.writeString(overlay.resolve("c.yaml"), POD.formatted("c"));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                resources: [../base, c.yaml, "https://example.org/x?ref=1", "a\\0b", none.yaml, ../overlay]
                namespace: monitoring
                nameSuffix: -1
                """);
        String pod = "{kind: Pod, metadata: {name: %s, namespace: monitoring}, spec: {containers: []}}\n---\n";
        program(
                "kustomize",
                "cat <<'END'\n" + pod.formatted("base-a-1") + pod.formatted("base-b-1") + pod.formatted("c-1")
                        + pod.formatted("generated") + "END");
        assertThat(read(overlay, "")).singleElement().satisfies(manifest -> {
            assertThat(manifest.name()).isEqualTo(overlay + "/kustomization.yaml");
            assertThat(manifest.pods())
                    .extracting(found -> found.place().object().toString())
                    .containsExactly(
                            base + "/a.yaml", base + "/a.yaml", overlay + "/c.yaml", overlay + "/kustomization.yaml");
        });
    }

    @Test
    void a_program_that_fails_is_a_problem_in_its_own_words() throws IOException {
        program("helm", "echo 'Error: found in Chart.yaml, but missing in charts/ directory: grafana' >&2; exit 1");
        assertThat(read(chart, ""))
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.place()).hasToString(chart + "/Chart.yaml");
                            assertThat(problem.message())
                                    .isEqualTo(
                                            "helm template cannot render this: Error: found in Chart.yaml, but missing in"
                                                    + " charts/ directory: grafana");
                        }));
    }

    @Test
    void without_the_program_or_its_file_a_folder_is_read_as_it_is() throws IOException {
        assertThat(RenderedFolder.of(chart.toString(), programs())).isEmpty();
        program("helm", "exit 1");
        assertThat(RenderedFolder.of(bin.toString(), programs())).isEmpty();
        assertThat(RenderedFolder.of(chart.resolve("Chart.yaml").toString(), programs()))
                .as("a file")
                .isEmpty();
        assertThat(RenderedFolder.of("a\0b", programs())).isEmpty();
        assertThat(RenderedFolder.of(chart.toString(), Programs.NONE)).isEmpty();
    }

    @Test
    void a_program_is_looked_for_in_absolute_folders_only() {
        assertThat(Programs.on("bin::.:" + bin + ":a\0b").folders()).containsExactly(bin);
    }
}
