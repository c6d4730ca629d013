package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart: it renders what the kustomize tree renders, and refuses what must not be. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ChartIT {

    private static Program helm(String... more) {
        List<String> command = new ArrayList<>(List.of(
                RealParts.HELM.toString(),
                "template",
                "hot-reload",
                "manifests/helm/prometheus-hot-reload",
                "--namespace",
                "hot-reload"));
        command.addAll(List.of(more));
        Program helm = Program.start(command);
        helm.exitCode();
        return helm;
    }

    private static String kustomize(String folder) {
        try (Program kustomize = Program.start(List.of(RealParts.KUSTOMIZE.toString(), "build", folder))) {
            assertThat(kustomize.exitCode()).as(kustomize.err()).isZero();
            return kustomize.out();
        }
    }

    /** The objects by kind and name, without what only one of the two installers has, and the configuration as a tree. */
    private static Map<String, JsonNode> objects(String rendered) {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (JsonNode object : Manifests.parse(rendered)) {
            boolean hook = object.at("/metadata/annotations").has("helm.sh/hook");
            if (hook || object.path("kind").asText().equals("Namespace")) {
                continue;
            }
            ((ObjectNode) object.at("/metadata/labels"))
                    .remove(List.of("app.kubernetes.io/managed-by", "helm.sh/chart"));
            if (object.path("kind").asText().equals("ConfigMap")) {
                ObjectNode data = (ObjectNode) object.get("data");
                data.set(
                        "config.yaml",
                        Manifests.parse(data.get("config.yaml").asText()).get(0));
            }
            if (object.path("kind").asText().equals("MutatingWebhookConfiguration")) {
                object.get("webhooks")
                        .forEach(hooks -> hooks.path("matchConditions")
                                .forEach(condition -> ((ObjectNode) condition)
                                        .put(
                                                "expression",
                                                condition
                                                        .path("expression")
                                                        .asText()
                                                        .replaceAll("\\s+", " "))));
            }
            objects.put(
                    object.path("kind").asText() + "/"
                            + object.at("/metadata/name").asText(),
                    object);
        }
        return objects;
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-managed", "cert-manager", "secret"})
    void both_installers_render_the_same(String mode) {
        Program helm = helm("--set", "tls.mode=" + mode);
        assertThat(helm.exitCode()).as(helm.err()).isZero();
        assertThat(objects(helm.out())).isEqualTo(objects(kustomize("manifests/overlays/" + mode)));
    }

    @Test
    void the_advice_is_the_same_as_well() {
        assertThat(objects(helm("--set", "advise.enabled=true").out()))
                .isEqualTo(objects(kustomize("src/test/resources/manifests/advise")));
    }

    @Test
    void helm_installs_upgrades_and_removes_it_and_leaves_a_ca_bundle_alone(@TempDir Path folder) throws Exception {
        try (ControlPlane cluster = ControlPlane.start("1.36.3", folder)) {
            String chart = "manifests/helm/prometheus-hot-reload";
            List<String> where = List.of(
                    "-n", "hot-reload", "--kubeconfig", cluster.kubeconfig().toString());
            run(where, "install", "hot-reload", chart, "--create-namespace");
            cluster.done(
                    "apply",
                    "--server-side",
                    "--field-manager=prometheus-hot-reload",
                    "-f",
                    bundle(folder).toString());
            run(where, "upgrade", "hot-reload", chart, "--set", "replicas=3");
            assertThat(cluster.done(
                            "-n", "hot-reload", "get", "deployment", "hot-reload", "-o", "jsonpath={.spec.replicas}"))
                    .isEqualToIgnoringWhitespace("3");
            assertThat(cluster.done(
                            "get",
                            "mutatingwebhookconfiguration",
                            "hot-reload",
                            "-o",
                            "jsonpath={.webhooks[0].clientConfig.caBundle}"))
                    .isEqualToIgnoringWhitespace("LS0tLS0=");
            run(where, "uninstall", "hot-reload");
            assertThat(cluster.done(
                            "get",
                            "mutatingwebhookconfiguration,clusterrole,clusterrolebinding",
                            "-l",
                            "app.kubernetes.io/name=prometheus-hot-reload",
                            "-o",
                            "name",
                            "--ignore-not-found"))
                    .isEmpty();
        }
    }

    private static Path bundle(Path folder) throws IOException {
        return Files.writeString(folder.resolve("bundle.yaml"), """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: hot-reload}
                webhooks: [{name: pods.hot-reload.dev, clientConfig: {caBundle: LS0tLS0=}}]
                """);
    }

    private static void run(List<String> where, String... arguments) {
        List<String> command = new ArrayList<>(List.of(RealParts.HELM.toString()));
        command.addAll(List.of(arguments));
        command.addAll(where);
        try (Program helm = Program.start(command)) {
            assertThat(helm.exitCode()).as(helm.output()).isZero();
        }
    }

    @Test
    void two_renders_are_the_same_bytes() {
        assertThat(helm().out()).isEqualTo(helm().out()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "failurePolicy=Fail, name the namespaces it is for in namespaceSelector.matchLabels",
        "tls.mode=none, tls",
        "config.mode=sometimes, mode",
        "replica=3, replica",
    })
    void what_must_not_be_is_refused(String value, String why) {
        Program helm = helm("--set", value);
        assertThat(helm.exitCode()).isNotZero();
        assertThat(helm.err()).contains(why);
    }

    @Test
    void to_fail_closed_is_for_named_namespaces() {
        Program helm =
                helm("--set", "failurePolicy=Fail", "--set", "namespaceSelector.matchLabels.prometheus=required");
        JsonNode hook = objects(helm.out())
                .get("MutatingWebhookConfiguration/hot-reload")
                .at("/webhooks/0");
        assertThat(hook.path("failurePolicy").asText()).isEqualTo("Fail");
        assertThat(hook.at("/namespaceSelector/matchLabels/prometheus").asText())
                .isEqualTo("required");
        assertThat(hook.at("/namespaceSelector/matchExpressions")).hasSize(2);
    }

    @Test
    void another_namespace_goes_through_everything() {
        try (Program helm = Program.start(List.of(
                RealParts.HELM.toString(),
                "template",
                "x",
                "manifests/helm/prometheus-hot-reload",
                "--namespace",
                "webhooks"))) {
            assertThat(helm.exitCode()).isZero();
            assertThat(helm.out()).doesNotContain("namespace: hot-reload").contains("kube-node-lease, webhooks]");
        }
    }
}
