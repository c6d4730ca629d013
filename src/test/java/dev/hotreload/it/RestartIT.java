package dev.hotreload.it;

import static dev.hotreload.it.Enforcement.BOTH;
import static dev.hotreload.it.Enforcement.args;
import static dev.hotreload.it.Enforcement.chartPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/** Restarts of running workloads that lack the flags, on a real API server with its controllers and the webhook. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class RestartIT {

    @TempDir
    static Path folder;

    /** Of Kubernetes: JUnit gives it to {@code install} as well. */
    @Parameter
    String version;

    private static Enforcement enforcement;
    private static ControlPlane cluster;
    private static int tests;

    private String namespace;
    private ReadyPods kubelet;

    @BeforeParameterizedClassInvocation
    static void install(String version) throws IOException {
        enforcement = Enforcement.start(version, folder);
        cluster = enforcement.cluster();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        enforcement.close();
    }

    /** Every test has a namespace, in which the webhook is off until the pods are there. */
    @BeforeEach
    void start() {
        namespace = "team-" + ++tests;
        cluster.done("create", "namespace", namespace);
        cluster.done("label", "namespace", namespace, "prometheus-hot-reload/mode=off");
        kubelet = new ReadyPods(cluster.client(), namespace);
    }

    @AfterEach
    void end() {
        kubelet.close();
    }

    private void deploy(String kind, String name, String spec) throws IOException {
        ObjectNode workload = ManifestFixtures.JSON.createObjectNode();
        workload.put("apiVersion", "apps/v1").put("kind", kind);
        workload.putObject("metadata").put("name", name);
        workload.set("spec", ManifestFixtures.JSON.readTree(spec));
        ObjectNode all = (ObjectNode) workload.get("spec");
        all.putObject("selector").putObject("matchLabels").put("app", name);
        if (kind.equals("StatefulSet")) {
            all.put("serviceName", "prometheus");
        }
        ObjectNode template = chartPod("x");
        template.remove(List.of("apiVersion", "kind"));
        template.putObject("metadata").putObject("labels").put("app", name);
        all.set("template", template);
        cluster.done("-n", namespace, "apply", "-f", enforcement.file(workload).toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> cluster.kubectl(
                                        "-n",
                                        namespace,
                                        "rollout",
                                        "status",
                                        kind.toLowerCase(Locale.ROOT) + "/" + name,
                                        "--timeout=1s")
                                .exitCode()
                        == 0);
    }

    private void switchOn() {
        cluster.done("label", "namespace", namespace, "prometheus-hot-reload/mode-");
    }

    private Command review(String... options) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "review",
                                "--live",
                                "-q",
                                "-n",
                                namespace,
                                "--kubeconfig=" + cluster.kubeconfig(),
                                "--restart"),
                        Stream.of(options))
                .toArray(String[]::new);
        return Command.run(arguments);
    }

    private List<Pod> pods(String name) {
        return cluster.client()
                .pods()
                .inNamespace(namespace)
                .withLabel("app", name)
                .list()
                .getItems();
    }

    @Test
    void workloads_are_restarted_one_after_the_other_until_all_pods_have_the_flags() throws IOException {
        deploy("Deployment", "one", "{\"replicas\": 2}");
        deploy("StatefulSet", "two", "{\"replicas\": 2}");
        switchOn();
        assertThat(pods("one"))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(args(pod)).doesNotContainAnyElementsOf(BOTH));
        Command plan = review("--dry-run");
        assertThat(plan.err())
                .isEqualTo("would restart deployment " + namespace + "/one\nwould restart statefulset " + namespace
                        + "/two\n");
        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(pods("one"))
                .as("nothing is restarted yet")
                .allSatisfy(pod -> assertThat(args(pod)).doesNotContainAnyElementsOf(BOTH));

        cluster.done(
                "-n", namespace, "create", "poddisruptionbudget", "two", "--selector=app=two", "--min-available=2");
        // As its controller, which does not run here, counts them.
        cluster.done(
                "-n",
                namespace,
                "patch",
                "poddisruptionbudget",
                "two",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\": {\"disruptionsAllowed\": 0, \"currentHealthy\": 2, \"desiredHealthy\": 2, \"expectedPods\": 2}}");
        assertThat(review("--dry-run").err())
                .isEqualTo("would restart deployment " + namespace + "/one\nstatefulset " + namespace
                        + "/two: would not be restarted: PodDisruptionBudget two allows 0 of its pods to be away now,"
                        + " and a rollout takes 1 away at once; change the budget, or restart it yourself\n");
        cluster.done("-n", namespace, "delete", "poddisruptionbudget", "two");

        Command restart = review("--yes");
        assertThat(restart.exitCode()).as(restart.err()).isZero();
        int first = restart.err().indexOf("deployment " + namespace + "/one: restarted\n");
        assertThat(first).isNotNegative();
        assertThat(restart.err().indexOf("statefulset " + namespace + "/two"))
                .as("the second one starts after the first has ended")
                .isGreaterThan(first);
        assertThat(restart.err()).endsWith("statefulset " + namespace + "/two: restarted\n");
        for (String name : List.of("one", "two")) {
            assertThat(pods(name))
                    .hasSize(2)
                    .allSatisfy(pod -> assertThat(args(pod)).containsAll(BOTH));
        }
        assertThat(review("--yes").err()).isEqualTo("There is nothing to restart.\n");
    }

    @Test
    void the_first_rollout_that_fails_is_the_last() throws IOException {
        deploy("Deployment", "bad", "{\"progressDeadlineSeconds\": 3}");
        deploy("Deployment", "good", "{}");
        switchOn();
        cluster.done(
                "-n",
                namespace,
                "patch",
                "deployment",
                "bad",
                "-p",
                "{\"spec\": {\"paused\": true, \"template\": {\"metadata\": {\"labels\": {\"starts\": \"no\"}}}}}");
        assertThat(review("--yes").err())
                .as("a paused deployment is left as it is")
                .contains("deployment " + namespace + "/bad: not restarted: it is paused\n")
                .endsWith("deployment " + namespace + "/good: restarted\n");
        cluster.done("-n", namespace, "delete", "deployment", "good");
        cluster.done("label", "namespace", namespace, "prometheus-hot-reload/mode=off");
        deploy("Deployment", "later", "{}");
        switchOn();
        cluster.done("-n", namespace, "patch", "deployment", "bad", "-p", "{\"spec\": {\"paused\": false}}");
        Command restart = review("--yes");
        assertThat(restart.exitCode()).as(restart.err()).isEqualTo(2);
        assertThat(restart.err())
                .endsWith("deployment " + namespace + "/bad: the rollout has not succeeded: the new pods did not become"
                        + " available before its progress deadline\nNothing after it was restarted.\n");
        assertThat(pods("later")).allSatisfy(pod -> assertThat(args(pod)).doesNotContainAnyElementsOf(BOTH));
    }

    @Test
    void a_rollout_that_takes_too_long_is_given_up() throws IOException {
        deploy("Deployment", "slow", "{}");
        switchOn();
        cluster.done(
                "-n",
                namespace,
                "patch",
                "deployment",
                "slow",
                "-p",
                "{\"spec\": {\"template\": {\"metadata\": {\"labels\": {\"starts\": \"no\"}}}}}");
        Command restart = review("--yes", "--rollout-timeout=2s");
        assertThat(restart.exitCode()).isEqualTo(2);
        assertThat(restart.err()).contains(" after 2 s (--rollout-timeout)\nNothing after it was restarted.\n");
    }

    @Test
    void a_restart_that_brings_no_flags_is_the_last() throws IOException {
        deploy("Deployment", "one", "{}");
        deploy("Deployment", "two", "{}");
        switchOn();
        // Nothing listens there, and failurePolicy is Ignore.
        enforcement.register("hot-reload", 1);
        try {
            Command restart = review("--yes");
            assertThat(restart.exitCode()).as(restart.err()).isEqualTo(2);
            assertThat(restart.err())
                    .endsWith("deployment " + namespace + "/one: the new pods lack the flags too; is the webhook"
                            + " installed and running (hot-reload check)?\nNothing after it was restarted.\n");
        } finally {
            enforcement.register("hot-reload", enforcement.webhook().listening().port());
        }
    }

    @Test
    void without_the_right_to_patch_the_restart_says_so() throws IOException {
        deploy("Deployment", "one", "{}");
        switchOn();
        cluster.done("-n", namespace, "create", "serviceaccount", "reader");
        cluster.done(
                "create",
                "clusterrole",
                namespace,
                "--verb=get,list",
                "--resource=pods,namespaces,replicationcontrollers,deployments.apps,statefulsets.apps,daemonsets.apps,"
                        + "replicasets.apps,jobs.batch,cronjobs.batch,"
                        + "mutatingwebhookconfigurations.admissionregistration.k8s.io");
        cluster.done(
                "create",
                "clusterrolebinding",
                namespace,
                "--clusterrole=" + namespace,
                "--serviceaccount=" + namespace + ":reader");
        Command restart = Command.run(
                "review", "--live", "-q", "--restart", "--yes", "--kubeconfig=" + cluster.account(namespace, "reader"));
        assertThat(restart.err())
                .contains("The PodDisruptionBudgets of namespace " + namespace
                        + " cannot be read (403); its restarts do" + " not look at them.\n")
                .contains(
                        "deployment " + namespace + "/one: that is not allowed (403); ask for the right to patch it\n");
        assertThat(restart.exitCode()).isEqualTo(2);
    }

    @Test
    void at_a_terminal_each_restart_is_confirmed() throws IOException {
        deploy("Deployment", "one", "{}");
        deploy("Deployment", "two", "{}");
        switchOn();
        Path keyboard = folder.resolve(namespace + ".keyboard");
        String review = "java -jar " + Program.HOT_RELOAD + " review --live -q --restart -n " + namespace;
        // script(1) gives the command a terminal.
        try (Program terminal = Program.start(
                List.of("sh", "-c", "mkfifo $0 && exec script -qec \"$1\" /dev/null < $0", keyboard.toString(), review),
                Map.of("KUBECONFIG", cluster.kubeconfig().toString()))) {
            await().until(() -> Files.exists(keyboard));
            try (OutputStream keys = Files.newOutputStream(keyboard)) {
                // A terminal gives each question its line, however early it is typed.
                keys.write("n\ny\n".getBytes(StandardCharsets.UTF_8));
                keys.flush();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> terminal.output().contains("deployment " + namespace + "/two: restarted"));
            }
            assertThat(terminal.output())
                    .contains(
                            "Restart deployment " + namespace + "/one? [y/N] ",
                            "deployment " + namespace + "/one: not restarted: as you wish",
                            "Restart deployment " + namespace + "/two? [y/N] ");
        }
    }
}
