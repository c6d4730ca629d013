package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A review that is pointed at a chart or a kustomization, with the real helm, kustomize and kubectl. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class RenderingIT {

    private static final Path RECIPES = Path.of("src/test/resources/recipes");
    private static final Path CHART = RECIPES.resolve("chart");
    private static final Path OVERLAY = RECIPES.resolve("overlay");

    @TempDir
    Path folder;

    private static Program review(String path, Object... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "review";
        for (int i = 0; i < arguments.length; i++) {
            all[i + 1] = arguments[i].toString();
        }
        Program review = Program.hotReload(Map.of("PATH", path), all);
        review.exitCode();
        return review;
    }

    private String only(Path program) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin-" + program.getFileName()));
        Files.createSymbolicLink(bin.resolve(program.getFileName()), program);
        return bin.toString();
    }

    @Test
    void helm_renders_a_chart_and_findings_have_the_names_of_its_templates() throws IOException {
        Program review = review(only(RealParts.HELM), CHART, "-n", "monitoring");
        assertThat(review.out())
                .as(review.err())
                .startsWith(CHART + "/templates/deploy.yaml  Deployment monitoring/release-name-server\n  PATCH ");
        assertThat(review.exitCode()).isEqualTo(1);
        assertThat(review.err()).isEmpty();
    }

    @Test
    void kustomize_or_kubectl_renders_a_kustomization() throws IOException {
        for (Path program : new Path[] {RealParts.KUSTOMIZE, RealParts.KUBECTL}) {
            Program review = review(only(program), OVERLAY);
            assertThat(review.out())
                    .as(program + review.err())
                    .startsWith(OVERLAY + "/prometheus.yaml  Deployment monitoring/prometheus\n  PATCH ");
            assertThat(review.err()).isEmpty();
        }
    }

    @Test
    void what_helm_says_about_a_broken_chart_is_the_problem() throws IOException {
        Path chart = Files.createDirectories(folder.resolve("broken/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: broken\nversion: 1.0.0\n");
        Files.writeString(chart.resolve("templates/a.yaml"), "a: {{ required \"set a, please\" .Values.a }}\n");
        Program review = review(only(RealParts.HELM), chart);
        assertThat(review.err())
                .startsWith(chart + "/Chart.yaml: helm template cannot render this: ")
                .contains("set a, please");
        assertThat(review.exitCode()).isEqualTo(2);
    }

    @Test
    void without_the_programs_the_command_to_run_is_given() throws IOException {
        Path chart = Files.createDirectories(folder.resolve("other"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: other\nversion: 1.0.0\n");
        Program review = review(folder.toString(), chart);
        assertThat(review.err())
                .startsWith(chart
                        + ": this is a Helm chart, and it was not rendered; review what it renders (helm template ");
        assertThat(review.exitCode()).isEqualTo(2);
    }

    @Test
    void a_diff_is_of_the_files_of_a_kustomization() throws IOException {
        Program review = review(only(RealParts.KUSTOMIZE), OVERLAY, "-o", "diff");
        assertThat(review.out()).contains("+++ b/" + OVERLAY + "/prometheus.yaml", "+");
    }
}
