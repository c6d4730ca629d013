package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart renders what the kustomize tree renders, under any name. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ChartIT {

    /** What keeps its name whatever the objects are named: labels, the container, the webhooks, the image. */
    private static final Pattern NO_REFERENCE =
            Pattern.compile("prometheus-hot-reload(-test|-0[.]1[.]0|/mode)?|hot-reload"
                    + "|(pods|workloads)[.]hot-reload[.]dev|.*/hot-reload:0[.]1[.]0-fips");

    /** Labels that only helm gives. */
    private static final List<String> OF_HELM = List.of(
            "app.kubernetes.io/managed-by", "app.kubernetes.io/instance", "app.kubernetes.io/version", "helm.sh/chart");

    @TempDir
    Path empty;

    /** The objects by kind and name, without what only one of the two installers has, the configuration as a tree. */
    private static Map<String, JsonNode> comparable(Rendering rendering) {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (JsonNode object : rendering.objects()) {
            if (object.at("/metadata/annotations").has("helm.sh/hook")) {
                continue;
            }
            object.findValues("labels").forEach(labels -> ((ObjectNode) labels).remove(OF_HELM));
            if (object.at("/data").has("config.yaml")) {
                ObjectNode data = (ObjectNode) object.get("data");
                data.set(
                        "config.yaml",
                        ManifestFixtures.parse(data.get("config.yaml").asText()).get(0));
            }
            objects.put(
                    object.path("kind").asText() + "/"
                            + object.at("/metadata/name").asText(),
                    object);
        }
        return objects;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openshift", "eks-overlay-cni", "fargate", "aks"})
    void both_installers_render_the_same(String platform) {
        List<String> components = platform.isEmpty() ? List.of() : List.of(platform);
        for (String mode : List.of("self-managed", "cert-manager", "secret")) {
            assertThat(comparable(Rendering.chart("--set", "tls.mode=" + mode + ",platform=" + platform)))
                    .as(mode)
                    .isEqualTo(comparable(Rendering.overlay(empty, mode, components)));
        }
    }

    @Test
    void the_advice_is_the_same_too() {
        assertThat(comparable(Rendering.chart("--set", "advise.enabled=true")))
                .isEqualTo(comparable(Rendering.kustomize("src/test/resources/manifests/advise")));
    }

    @Test
    void the_monitoring_is_the_same_too() {
        String all = "monitoring.prometheusRule.enabled=true,monitoring.dashboard.enabled=true,monitoring.";
        assertThat(comparable(Rendering.chart("--set", all + "serviceMonitor.enabled=true")))
                .isEqualTo(comparable(Rendering.overlay(empty, "self-managed", List.of("../monitoring"))));
        assertThat(comparable(Rendering.chart("--set", all + "podMonitor.enabled=true")))
                .isEqualTo(comparable(Rendering.overlay(
                        empty, "self-managed", List.of("../monitoring", "../monitoring/pod-monitor"))));
    }

    @Test
    void two_renders_are_the_same_bytes() {
        assertThat(Rendering.template("a", "b").out())
                .isEqualTo(Rendering.template("a", "b").out())
                .isNotEmpty();
    }

    @Test
    void two_releases_share_neither_an_object_nor_a_pod() {
        Rendering one = Rendering.release("one", "webhooks");
        Rendering two = Rendering.release("two", "webhooks");
        assertThat(one.names().toList()).doesNotContainAnyElementsOf(two.names().toList());
        for (String selector : List.of("/spec/selector", "/spec/selector/matchLabels", "/spec/podSelector")) {
            assertThat(one.objects().stream().map(object -> object.at(selector)).filter(JsonNode::isObject))
                    .doesNotContainAnyElementsOf(two.objects().stream()
                            .map(object -> object.at(selector))
                            .filter(JsonNode::isObject)
                            .toList());
        }
        assertThat(one.only("Deployment").at("/metadata/name").asText()).isEqualTo("one-hot-reload");
        assertThat(one.only("Service").at("/spec/selector"))
                .isEqualTo(one.only("Deployment").at("/spec/selector/matchLabels"));
    }

    @ParameterizedTest
    @CsvSource({
        "hot-reload, hot-reload",
        "my-hot-reload, my-hot-reload",
        "prometheus, prometheus-hot-reload",
        "the-longest-name-that-helm-allows-has-53-characters-a, the-longest-name-that-helm-allows-has-53-characters-a-hot-reloa",
    })
    void objects_are_named_after_the_release(String release, String name) {
        assertThat(Rendering.release(release, "a")
                        .only("Service")
                        .at("/metadata/name")
                        .asText())
                .isEqualTo(name)
                .hasSizeLessThanOrEqualTo(63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-managed", "cert-manager", "secret"})
    void another_name_and_namespace_go_through_every_reference(String mode) {
        Rendering rendering = Rendering.release(
                "x",
                "elsewhere",
                "--set=fullnameOverride=reloads,namespaceOverride=webhooks,advise.enabled=true,tls.mode=" + mode);
        assertThat(rendering.objects().stream().flatMap(ChartIT::texts))
                .contains("reloads")
                .allSatisfy(text -> assertThat(text).doesNotContain("elsewhere"))
                .filteredOn(text -> text.contains("hot-reload"))
                .filteredOn(text -> !text.equals("prometheus-hot-reload:0.1.0"))
                .allSatisfy(text -> assertThat(NO_REFERENCE.matcher(text).matches())
                        .as(text)
                        .isTrue());
        assertThat(rendering.pod().at("/spec/containers/0/env").findValuesAsText("value"))
                .startsWith("reloads", "reloads");
        if (mode.equals("self-managed")) {
            assertThat(rendering.pod().at("/spec/containers/0/env/2/value").asText())
                    .isEqualTo("reloads-tls");
            assertThat(rendering
                            .only("ValidatingAdmissionPolicy")
                            .at("/spec/matchConditions/0/expression")
                            .asText())
                    .endsWith(" == 'system:serviceaccount:' + 'webhooks' + ':' + 'reloads'");
            assertThat(rendering.only("Role").at("/rules/1/resourceNames/0").asText())
                    .isEqualTo("reloads-tls");
        }
        if (mode.equals("cert-manager")) {
            assertThat(rendering
                            .only("MutatingWebhookConfiguration")
                            .at("/metadata/annotations/cert-manager.io~1inject-ca-from")
                            .asText())
                    .isEqualTo("webhooks/reloads-tls");
        }
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isValueNode()
                ? Stream.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false).flatMap(ChartIT::texts);
    }

    @Test
    void every_object_and_pod_has_the_labels_of_its_release() {
        Rendering rendering = Rendering.release("x", "y", "--set=commonLabels.team=a,podLabels.tier=b");
        assertThat(rendering.objects())
                .filteredOn(object -> !object.path("kind").asText().equals("Pod"))
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.at("/metadata/labels").toString())
                        .contains("\"app.kubernetes.io/instance\":\"x\"")
                        .contains("\"app.kubernetes.io/version\":\"0.1.0\"")
                        .contains("\"team\":\"a\""));
        assertThat(rendering.pod().at("/metadata/labels").toString())
                .contains("\"app.kubernetes.io/instance\":\"x\"", "\"team\":\"a\"", "\"tier\":\"b\"")
                .contains("\"sidecar.istio.io/inject\":\"false\"", "\"istio.io/dataplane-mode\":\"none\"");
    }
}
