package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The scan as both installers install it: the same objects, and no right too many. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ScanManifestsIT {

    private static final String ENABLED = "--set=scan.enabled=true";
    private static final String SELECTED = "app.kubernetes.io/name";

    @TempDir
    Path folder;

    /** The objects of the scan by kind, without the labels that only helm gives. */
    private static Map<String, JsonNode> scan(Rendering rendering) {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (JsonNode object : rendering.objects()) {
            if (object.at("/metadata/name").asText().endsWith("-scan")) {
                object.findValues("labels")
                        .forEach(labels -> ((ObjectNode) labels)
                                .remove(List.of(
                                        "app.kubernetes.io/managed-by",
                                        "app.kubernetes.io/instance",
                                        "app.kubernetes.io/version",
                                        "helm.sh/chart")));
                objects.put(object.path("kind").asText(), object);
            }
        }
        return objects;
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "openshift, ''",
        "'', openreports",
    })
    void both_installers_render_the_same(String platform, String reports) {
        List<String> components = new ArrayList<>(List.of("scan"));
        if (!reports.isEmpty()) {
            components.add("scan-reports");
        }
        if (!platform.isEmpty()) {
            components.add(platform);
        }
        Map<String, JsonNode> chart =
                scan(Rendering.chart(ENABLED + ",platform=" + platform + ",scan.reports=" + reports));
        assertThat(chart.keySet())
                .containsExactly("ClusterRole", "ClusterRoleBinding", "Deployment", "NetworkPolicy", "ServiceAccount");
        assertThat(chart).isEqualTo(scan(Rendering.overlay(folder, "self-managed", components)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openreports", "policyreport"})
    void its_account_may_list_and_with_reports_write_reports_and_nothing_else(String reports) {
        Map<String, JsonNode> scan = scan(Rendering.chart(ENABLED + ",scan.reports=" + reports));
        String read = "[{\"apiGroups\":[\"\"],\"resources\":[\"pods\",\"namespaces\"],\"verbs\":[\"list\"]},"
                + "{\"apiGroups\":[\"admissionregistration.k8s.io\"],\"resources\":[\"mutatingwebhookconfigurations\"],"
                + "\"resourceNames\":[\"hot-reload\"],\"verbs\":[\"get\"]}";
        String write = Map.of(
                        "",
                        "",
                        "openreports",
                        ",{\"apiGroups\":[\"openreports.io\"],\"resources\":[\"reports\"],\"verbs\":"
                                + "[\"list\",\"create\",\"patch\",\"delete\"]}",
                        "policyreport",
                        ",{\"apiGroups\":[\"wgpolicyk8s.io\"],\"resources\":[\"policyreports\"],\"verbs\":"
                                + "[\"list\",\"create\",\"patch\",\"delete\"]}")
                .get(reports);
        assertThat(scan.get("ClusterRole").path("rules").toString()).isEqualTo(read + write + "]");
        assertThat(scan.get("ClusterRoleBinding").path("subjects").toString())
                .isEqualTo("[{\"kind\":\"ServiceAccount\",\"name\":\"hot-reload-scan\",\"namespace\":\"hot-reload\"}]");
        assertThat(scan.get("Deployment")
                        .at("/spec/template/spec/serviceAccountName")
                        .asText())
                .isEqualTo("hot-reload-scan");
    }

    @Test
    void without_the_value_there_is_no_scan() {
        assertThat(scan(Rendering.chart())).isEmpty();
    }

    @Test
    void neither_the_service_nor_the_disruption_budget_counts_its_pod_as_a_replica() {
        for (String release : List.of("hot-reload", "x")) {
            Rendering rendering = Rendering.release(release, "y", ENABLED);
            JsonNode deployment = scan(rendering).get("Deployment");
            JsonNode labels = deployment.at("/spec/template/metadata/labels");
            assertThat(labels.path(SELECTED).asText()).isEqualTo("prometheus-hot-reload-scan");
            assertThat(rendering
                            .only("Service")
                            .at("/spec/selector")
                            .path(SELECTED)
                            .asText())
                    .isEqualTo("prometheus-hot-reload");
            assertThat(rendering
                            .only("PodDisruptionBudget")
                            .at("/spec/selector/matchLabels")
                            .path(SELECTED)
                            .asText())
                    .isEqualTo("prometheus-hot-reload");
            assertThat(deployment.at("/spec/selector/matchLabels").properties())
                    .allSatisfy(label -> assertThat(labels.get(label.getKey()) == null
                                    || labels.get(label.getKey()).equals(label.getValue()))
                            .isTrue());
        }
    }

    @Test
    void another_name_and_namespace_go_through_every_reference() throws IOException {
        String manifests = folder.toRealPath()
                .relativize(Path.of("manifests").toRealPath())
                .toString();
        Files.writeString(folder.resolve("kustomization.yaml"), """
                namespace: webhooks
                namePrefix: team-
                resources: ["%1$s/overlays/secret"]
                components: ["%1$s/components/scan"]
                transformers: ["%1$s/overlays/secret/references", "%1$s/components/scan/references"]
                """.formatted(manifests));
        Map<String, JsonNode> kustomized = scan(Rendering.kustomize(folder.toString()));
        Map<String, JsonNode> chart =
                scan(Rendering.release("x", "webhooks", ENABLED, "--set=fullnameOverride=team-hot-reload"));
        for (Map<String, JsonNode> scan : List.of(kustomized, chart)) {
            JsonNode pod = scan.get("Deployment").at("/spec/template/spec");
            assertThat(pod.at("/containers/0/env/0/value").asText()).isEqualTo("team-hot-reload");
            assertThat(pod.at("/serviceAccountName").asText()).isEqualTo("team-hot-reload-scan");
            assertThat(pod.at("/volumes/0/configMap/name").asText()).isEqualTo("team-hot-reload");
            assertThat(scan.get("ClusterRole").at("/rules/1/resourceNames/0").asText())
                    .isEqualTo("team-hot-reload");
            assertThat(scan.get("ClusterRoleBinding").at("/subjects/0").toString())
                    .contains("\"name\":\"team-hot-reload-scan\"", "\"namespace\":\"webhooks\"");
        }
    }

    @Test
    void the_command_understands_the_arguments_of_every_value() {
        Map<String, JsonNode> scan = scan(
                Rendering.release(
                        "x",
                        "y",
                        "-f",
                        "src/test/resources/chart/everything.yaml",
                        "--set=scan.enabled=true,scan.reports=policyreport,scan.interval=90s,scan.resources.limits.memory=1Gi"));
        JsonNode container = scan.get("Deployment").at("/spec/template/spec/containers/0");
        List<String> arguments = new ArrayList<>();
        container.path("args").forEach(argument -> arguments.add(argument.asText()));
        assertThat(arguments).contains("--interval=90s", "--reports=policyreport", "--log-format=text");
        assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("1Gi");
        try (Program command =
                Program.hotReload(Map.of("KUBERNETES_SERVICE_HOST", "127.0.0.1"), arguments.toArray(String[]::new))) {
            assertThat(command.exitCode()).isEqualTo(2);
            assertThat(command.err()).endsWith("/config/config.yaml: there is no such file.\n");
        }
        assertThat(scan.get("NetworkPolicy").at("/spec/ingress/0").toString())
                .isEqualTo("{\"ports\":[{\"port\":8080}],\"from\":[{\"podSelector\":{}}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serviceMonitor", "podMonitor"})
    void whichever_monitor_the_webhook_has_the_scan_has_a_pod_monitor(String monitor) {
        String at = "monitoring." + monitor;
        Map<String, JsonNode> scan = scan(Rendering.chart(
                ENABLED + "," + at + ".enabled=true," + at + ".interval=30s," + at + ".labels.release=prometheus"));
        assertThat(scan.get("PodMonitor").at("/spec/podMetricsEndpoints").toString())
                .isEqualTo("[{\"port\":\"health\",\"interval\":\"30s\"}]");
        assertThat(scan.get("PodMonitor").at("/metadata/labels/release").asText())
                .isEqualTo("prometheus");
        assertThat(scan.get("Deployment")
                        .at("/spec/template/metadata/annotations")
                        .has("prometheus.io/scrape"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "scan.reports=sarif, at '/scan/reports'",
        "scan.interval=often, at '/scan/interval'",
        "scan.interval=0m, at '/scan/interval'",
        "scan.every=1m, at '/scan': additional properties",
    })
    void a_value_that_does_not_fit_is_refused_with_its_path(String value, String why) {
        try (Program helm = Rendering.template("a", "b", "--set=" + value)) {
            assertThat(helm.exitCode()).isNotZero();
            assertThat(helm.err()).contains(why);
        }
    }
}
