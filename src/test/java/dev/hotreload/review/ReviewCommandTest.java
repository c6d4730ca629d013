package dev.hotreload.review;

import static dev.hotreload.review.ReviewFixtures.TO_PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.Reviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command: exit codes, options, and every kind of object that makes a pod. */
class ReviewCommandTest {

    @TempDir
    Path folder;

    private String file(String name, String content) {
        return ReviewFixtures.file(folder, name, content);
    }

    @ParameterizedTest
    @CsvSource({
        "compliant, patch, 0",
        "to-patch, patch, 1",
        "blocked, patch, 3",
        "to-patch+blocked, patch, 3",
        "to-patch, blocked, 0",
        "blocked, blocked, 3",
        "to-patch+blocked, blocked, 3",
        "to-patch, never, 0",
        "blocked, never, 0",
        "broken, patch, 2",
        "broken+blocked, patch, 2",
        "broken+compliant, never, 2",
    })
    void exit_codes(String inputs, String failOn, int expected) {
        StringBuilder stream = new StringBuilder();
        for (String input : inputs.split("\\+", -1)) {
            stream.append("---\n").append(input.equals("broken") ? "a: [\n" : ReviewFixtures.pod(input));
        }
        Command run = Command.run("review", file("s.yaml", stream.toString()), "--fail-on", failOn, "-o", "json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(expected);
    }

    @Test
    void a_dash_stands_for_the_standard_input() {
        Command run = Command.runWithInput(TO_PATCH, "review", "-");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("-:3  Pod a\n  PATCH     container p, reloader r\n");
    }

    @Test
    void a_recorded_review_is_reviewed_like_the_pod_in_it() {
        Command run = Command.run("review", Reviews.EXAMPLE.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Pod monitoring/prometheus-server-7d9f8c6b5d-", "+ --web.enable-lifecycle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"})
    void every_kind_with_a_template_is_reviewed(String kind) {
        String workload = "{kind: " + kind + ", metadata: {name: w}, spec: {template: " + TO_PATCH + "}}";
        Command run = Command.run("review", file("w.yaml", workload));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("  " + kind + " w\n");
    }

    @Test
    void items_of_a_typed_list_need_no_kind() {
        String list = "{kind: PodList, apiVersion: v1, items: [" + ReviewFixtures.pod("to-patch-without-kind") + "]}";
        assertThat(Command.run("review", file("l.yaml", list)).out()).contains("  Pod a\n");
    }

    @Test
    void the_namespace_of_a_request_is_that_of_its_own_object_only() throws IOException {
        String review = Files.readString(Reviews.EXAMPLE);
        Command run = Command.run(
                "review", file("l.json", "{\"kind\": \"List\", \"items\": [" + review + "," + TO_PATCH + "]}"));
        assertThat(run.out()).contains("  Pod monitoring/prometheus-server-7d9f8c6b5d-\n", "  Pod a\n");
    }

    @Test
    void a_custom_resource_of_the_operator_is_not_a_pod() {
        Command run = Command.run(
                "review",
                file("p.yaml", "{kind: Prometheus, apiVersion: monitoring.coreos.com/v1, spec: {containers: []}}"));
        assertThat(run.err()).contains("p.yaml:1: Prometheus is a custom resource and not a pod;");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void the_configuration_of_the_webhook_applies() {
        String config = file("c.yaml", "flags: {lifecycle: false}\nnamespaces: [{match: [off], mode: off}]\n");
        String pod = file("p.yaml", TO_PATCH);
        assertThat(Command.run("review", pod, "--config", config).exitCode())
                .as("the lifecycle flag is not managed")
                .isZero();
        String other = file("d.yaml", "namespaces: [{match: [off], mode: off}, {match: [said], mode: audit}]\n");
        assertThat(Command.run("review", pod, "--config", other, "-n", "off").exitCode())
                .isZero();
        assertThat(Command.run("review", pod, "--config", other, "-n", "said").out())
                .contains("(mode audit: nothing is changed)");
        assertThat(Command.run("review", pod, "--config", folder + "/none").exitCode())
                .isEqualTo(2);
    }

    @Test
    void mode_off_says_what_sets_it_and_shows_no_flags() {
        String config = file("c.yaml", "mode: \"off\"\n");
        Command configured = Command.run("review", "-v", file("p.yaml", TO_PATCH), "--config", config);
        assertThat(configured.out())
                .contains("  OFF       container p, reloader r (mode off, set by the configuration)\n")
                .doesNotContain("+ --");
        Command annotated = Command.run(
                "review",
                "-v",
                file(
                        "q.yaml",
                        "{kind: Pod, metadata: {name: b, annotations: {prometheus-hot-reload/mode: \"off\"}}, spec: {containers: ["
                                + "{name: p, image: prom/prometheus:v2.48.0, args: [--config.file=/a]},"
                                + " {name: r, image: x/config-reloader:v1}]}}"));
        assertThat(annotated.out())
                .contains("(mode off, set by the pod's annotation)")
                .doesNotContain("+ --");
    }

    @Test
    void bad_usage_is_one_line_with_the_nearest_guess_and_where_the_help_is() {
        String pod = file("p.yaml", TO_PATCH);
        assertThat(Command.run("review").err())
                .isEqualTo("Give either paths (- for the standard input) or --live.\nSee hot-reload review --help.\n");
        Command format = Command.run("review", pod, "-o", "yml");
        assertThat(format.exitCode()).isEqualTo(2);
        assertThat(format.err())
                .isEqualTo(
                        "There is no format yml; there are text, json, yaml, diff, patch, sarif, junit, github, markdown,"
                                + " html, openreports, policyreport. Did you mean yaml?\nSee hot-reload review --help.\n");
        assertThat(Command.run("review", pod, "-o", "pdf").err()).doesNotContain("Did you mean");
        assertThat(Command.run("review", pod, "-o", "html", "-o", "json").err())
                .startsWith("Only one format can go to the standard output;");
        assertThat(Command.run("review", pod, "-o", "html=a", "-o", "json=a").err())
                .startsWith("Give each format a file of its own.\n");
        assertThat(Command.run("review", pod, "-o", "html", "-o", "json=" + folder + "/no/x")
                        .err())
                .isEqualTo(folder + "/no/x: the file cannot be written: no such folder: " + folder + "/no.\n");
    }
}
