package dev.hotreload.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the owner of a manifest should know beyond the verdict. */
class PodRemarksTest {

    private static final String REFUSED_AGAIN = "applying this file again is refused";
    private static final String NEVER_CALLED = "API servers never call the webhook for pods in namespace ";

    @TempDir
    Path folder;

    private Command review(String yaml, String... more) {
        List<String> arguments = new ArrayList<>(List.of("review", ReviewFixtures.file(folder, "p.yaml", yaml)));
        arguments.addAll(List.of(more));
        return Command.run(arguments.toArray(String[]::new));
    }

    /** The namespaces that the installed registration does not select. */
    static List<String> namespaces() {
        List<String> namespaces = new ArrayList<>();
        ManifestFixtures.read(Path.of("manifests/base/mutatingwebhookconfiguration.yaml"))
                .get(0)
                .at("/webhooks/0/namespaceSelector/matchExpressions/0/values")
                .forEach(namespace -> namespaces.add(namespace.asText()));
        assertThat(namespaces).isNotEmpty();
        return namespaces;
    }

    @ParameterizedTest
    @MethodSource("namespaces")
    void in_a_namespace_that_is_not_selected_the_webhook_is_never_called(String namespace) {
        Command run = review(ReviewFixtures.TO_PATCH, "-n", namespace);
        assertThat(run.err())
                .isEqualTo(folder + "/p.yaml:1: Pod " + namespace + "/a: " + NEVER_CALLED + namespace
                        + ", unless its namespaceSelector was changed; add the flags yourself (hot-reload fix).\n");
        assertThat(run.exitCode()).as("a remark is not an error").isEqualTo(1);
        assertThat(review(ReviewFixtures.TO_PATCH, "-n", "monitoring").err()).doesNotContain(NEVER_CALLED);
    }

    @Test
    void pods_without_prometheus_get_no_remark() {
        assertThat(review("{kind: Pod, metadata: {name: a, namespace: kube-system},"
                                + " spec: {containers: [{name: a, image: b}]}}")
                        .err())
                .doesNotContain(NEVER_CALLED);
    }

    @Test
    void a_bare_pod_that_would_be_patched_cannot_be_applied_again() {
        Command run = review(ReviewFixtures.TO_PATCH);
        assertThat(run.err())
                .isEqualTo(
                        folder + "/p.yaml:1: Pod a: once the webhook has added the flags, applying this file again is"
                                + " refused, because the arguments of a pod cannot be changed; add the flags to the file"
                                + " (hot-reload fix).\n");
        assertThat(review(ReviewFixtures.COMPLIANT).err()).isEmpty();
        assertThat(review(ReviewFixtures.BLOCKED).err()).isEmpty();
    }

    @Test
    void where_nothing_is_patched_or_nothing_is_applied_again_there_is_no_remark() {
        String config = ReviewFixtures.file(folder, "audit.yaml", "mode: audit\n");
        assertThat(review(ReviewFixtures.TO_PATCH, "--config", config).err()).isEmpty();
        assertThat(Command.run("review", Reviews.EXAMPLE.toString()).err())
                .as("the request of an owned pod")
                .isEmpty();
        String deployment =
                "{kind: Deployment, metadata: {name: d}, spec: {template: " + ReviewFixtures.TO_PATCH + "}}";
        assertThat(review(deployment).err()).as("a template").doesNotContain(REFUSED_AGAIN);
        String generated = "{kind: Pod, metadata: {generateName: a-}, spec: {containers: ["
                + "{name: p, image: prom/prometheus:v2.48.0, args: [--config.file=/a]},"
                + " {name: r, image: x/config-reloader:v1}]}}";
        assertThat(review(generated).err())
                .as("created under another name each time")
                .doesNotContain(REFUSED_AGAIN);
        assertThat(Command.runWithInput(ReviewFixtures.TO_PATCH, "filter").err())
                .as("what filter prints has the flags")
                .doesNotContain(REFUSED_AGAIN);
    }
}
