package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Several releases of the chart on one real API server, and releases of the chart as it was. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class ReleasesIT {

    /** The chart of version 0.1.0, which named everything hot-reload. */
    static final String EARLIER_CHART = "src/test/resources/upgrade/chart";

    private static final String REGISTRATION = "mutatingwebhookconfiguration";

    private static final String KINDS = "deployment,service,serviceaccount,configmap,secret,networkpolicy,"
            + "poddisruptionbudget,role,rolebinding,clusterrole,clusterrolebinding,mutatingwebhookconfiguration,"
            + "validatingadmissionpolicy,validatingadmissionpolicybinding";

    @TempDir
    static Path all;

    @TempDir
    Path folder;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static ControlPlane cluster;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        cluster = ControlPlane.start(version, Files.createDirectories(all.resolve(version)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    private static void helm(String... arguments) {
        Program helm = tried(arguments);
        assertThat(helm.exitCode()).as(helm.output()).isZero();
    }

    /** Runs helm to its end, whatever that is. */
    private static Program tried(String... arguments) {
        Program helm = Program.start(
                Stream.concat(Stream.of(RealParts.HELM.toString()), Stream.of(arguments))
                        .toList(),
                Map.of("KUBECONFIG", cluster.kubeconfig().toString()));
        helm.exitCode();
        return helm;
    }

    /** Returns kind, name and uid of the objects of the chart in a namespace and in the cluster. */
    private static List<String> installed(String namespace) {
        return cluster.done(
                        "-n",
                        namespace,
                        "get",
                        KINDS,
                        "-l",
                        "app.kubernetes.io/name=prometheus-hot-reload",
                        "-o",
                        "jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.uid}{\"\\n\"}{end}")
                .lines()
                .toList();
    }

    @Test
    void two_releases_live_beside_each_other_and_the_removal_of_one_leaves_the_other() {
        helm("install", "one", Rendering.CHART, "-n", "one", "--create-namespace");
        List<String> first = installed("one");
        assertThat(first).hasSize(13).allMatch(object -> object.contains(" one-hot-reload "));
        helm("install", "two", Rendering.CHART, "-n", "two", "--create-namespace");
        assertThat(installed("one")).containsAll(first).anyMatch(object -> object.contains(" two-hot-reload "));
        try (Program check = Program.hotReload("check", "-n", "two", "--kubeconfig=" + cluster.kubeconfig())) {
            check.exitCode();
            assertThat(check.out()).contains("registration two-hot-reload: failurePolicy Ignore");
        }
        helm("uninstall", "two", "-n", "two");
        assertThat(installed("one")).containsExactlyElementsOf(first);
        helm("uninstall", "one", "-n", "one");
        assertThat(installed("one")).isEmpty();
    }

    @Test
    void a_release_of_the_earlier_chart_keeps_its_objects_whatever_its_name() {
        helm("install", "prom", EARLIER_CHART, "-n", "earlier", "--create-namespace");
        List<String> before = installed("earlier");
        assertThat(before).hasSize(13).allMatch(object -> object.contains(" hot-reload "));
        Program reused = tried("upgrade", "prom", Rendering.CHART, "-n", "earlier", "--reuse-values");
        assertThat(reused.exitCode()).isNotZero();
        assertThat(reused.err()).contains("Upgrade with --reset-then-reuse-values instead of --reuse-values.");
        for (String values : List.of("--reset-then-reuse-values", "--reset-values")) {
            helm("upgrade", "prom", Rendering.CHART, "-n", "earlier", values);
            assertThat(installed("earlier")).containsExactlyElementsOf(before);
        }
        helm("rollback", "prom", "1", "-n", "earlier");
        assertThat(installed("earlier")).containsExactlyElementsOf(before);
        helm("install", "other", Rendering.CHART, "-n", "other", "--create-namespace");
        assertThat(cluster.done("get", "mutatingwebhookconfiguration", "-o", "name"))
                .contains("/hot-reload\n")
                .contains("/other-hot-reload\n");
        helm("uninstall", "other", "-n", "other");
        helm("uninstall", "prom", "-n", "earlier");
        assertThat(installed("earlier")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', false", "aks, true"})
    void the_enforcer_of_aks_has_nothing_to_write_and_helm_upgrades(String platform, boolean disabled) {
        helm("install", "aks", Rendering.CHART, "-n", "aks", "--create-namespace", "--set=platform=" + platform);
        JsonNode installed = registration();
        assertThat(installed
                        .at("/metadata/annotations/admissions.enforcer~1disabled")
                        .asText())
                .isEqualTo(disabled ? "true" : "");
        assertThat(missing(installed)).isEmpty();
        helm("upgrade", "aks", Rendering.CHART, "-n", "aks", "--set=timeoutSeconds=3,platform=" + platform);
        assertThat(registration().at("/webhooks/0/timeoutSeconds").asInt()).isEqualTo(3);
        helm("uninstall", "aks", "-n", "aks");
    }

    @Test
    void an_authority_of_the_values_takes_over_from_one_that_somebody_registered() throws IOException {
        String secret = "--set=tls.mode=secret";
        helm("install", "gitops", Rendering.CHART, "-n", "gitops", "--create-namespace", secret);
        cluster.done(
                "patch", REGISTRATION, "gitops-hot-reload", "--type=json", "-p", """
                [{"op": "add", "path": "/webhooks/0/clientConfig/caBundle", "value": "%s"}]
                """.formatted(base64(authority())));
        Path ca = authority();
        String[] upgrade = {
            "upgrade", "gitops", Rendering.CHART, "-n", "gitops", secret, "--set-file=tls.caBundle=" + ca
        };
        Program refused = tried(upgrade);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err()).contains("conflict", ".caBundle");
        helm(Stream.concat(Stream.of(upgrade), Stream.of("--force-conflicts")).toArray(String[]::new));
        String bundle = "jsonpath={.webhooks[0].clientConfig.caBundle}";
        assertThat(cluster.done("get", REGISTRATION, "gitops-hot-reload", "-o", bundle)
                        .strip())
                .isEqualTo(base64(ca));
        helm(upgrade);
        helm("uninstall", "gitops", "-n", "gitops");
    }

    /** Returns the file with a new authority. */
    private Path authority() {
        try (Program script = Program.start(List.of("certs/generate.sh", "--out", folder.toString()))) {
            assertThat(script.exitCode()).as(script.output()).isZero();
        }
        return folder.resolve("ca.crt");
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    @Test
    void what_the_enforcer_writes_would_make_helm_refuse_the_upgrade() throws IOException {
        helm("install", "aks", Rendering.CHART, "-n", "aks", "--create-namespace");
        ObjectNode selector = registration().withObject("/webhooks/0/namespaceSelector");
        selector.withArray("matchExpressions").addObject().put("key", "later").put("operator", "DoesNotExist");
        Path written = Files.writeString(folder.resolve("enforced.json"), """
                {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingWebhookConfiguration",
                 "metadata": {"name": "aks-hot-reload"},
                 "webhooks": [{"name": "pods.hot-reload.dev", "namespaceSelector": %s}]}
                """.formatted(selector));
        cluster.done(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--field-manager=admissionsenforcer",
                "-f",
                written.toString());
        Program upgrade = tried("upgrade", "aks", Rendering.CHART, "-n", "aks", "--set=timeoutSeconds=3");
        assertThat(upgrade.exitCode()).isNotZero();
        assertThat(upgrade.err()).contains("conflict with \"admissionsenforcer\"", ".namespaceSelector");
        helm("uninstall", "aks", "-n", "aks");
    }

    /** Returns the expressions that AKS adds where they are not there. */
    private static List<String> missing(JsonNode registration) {
        return List.of(
                        "{\"key\":\"control-plane\",\"operator\":\"NotIn\",\"values\":[\"true\"]}",
                        "{\"key\":\"kubernetes.azure.com/managedby\",\"operator\":\"NotIn\",\"values\":[\"aks\"]}")
                .stream()
                .filter(expression -> !registration
                        .at("/webhooks/0/namespaceSelector/matchExpressions")
                        .toString()
                        .contains(expression))
                .toList();
    }

    private static ObjectNode registration() {
        return (ObjectNode) ManifestFixtures.parse(
                        cluster.done("get", "mutatingwebhookconfiguration", "aks-hot-reload", "-o", "json"))
                .get(0);
    }
}
