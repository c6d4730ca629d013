package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values of the chart do. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ChartValuesIT {

    private static final String EVERYTHING = "src/test/resources/chart/everything.yaml";

    @Test
    void the_registration_is_what_the_values_say() {
        JsonNode registration = Rendering.release("x", "y", "-f", EVERYTHING).only("MutatingWebhookConfiguration");
        assertThat(registration.at("/metadata/annotations/example.org~1owner").asText())
                .isEqualTo("observability");
        assertThat(registration.at("/metadata/labels/example.org~1kind").asText())
                .isEqualTo("webhook");
        JsonNode pods = registration.at("/webhooks/0");
        assertThat(pods.path("failurePolicy").asText()).isEqualTo("Fail");
        assertThat(pods.path("timeoutSeconds").asInt()).isEqualTo(5);
        assertThat(pods.at("/namespaceSelector/matchLabels/monitoring").asText())
                .isEqualTo("enabled");
        assertThat(pods.at("/namespaceSelector/matchExpressions")).hasSize(5);
        assertThat(pods.at("/namespaceSelector/matchExpressions/4").toString())
                .isEqualTo("{\"key\":\"environment\",\"operator\":\"In\",\"values\":[\"test\",\"production\"]}");
        assertThat(pods.at("/objectSelector/matchLabels").toString())
                .isEqualTo("{\"app.kubernetes.io/component\":\"server\"}");
        JsonNode advice = registration.at("/webhooks/1");
        assertThat(advice.path("failurePolicy").asText()).isEqualTo("Ignore");
        assertThat(advice.has("objectSelector")).as("the labels of pods").isFalse();
        for (JsonNode hook : List.of(pods, advice)) {
            assertThat(new String(
                            Base64.getDecoder()
                                    .decode(hook.at("/clientConfig/caBundle").asText()),
                            StandardCharsets.US_ASCII))
                    .startsWith("-----BEGIN CERTIFICATE-----\n");
        }
    }

    @Test
    void serve_understands_the_arguments_of_every_value() {
        Rendering rendering = Rendering.release("x", "y", "-f", EVERYTHING);
        List<String> arguments = new ArrayList<>();
        rendering.pod().at("/spec/containers/0/args").forEach(argument -> arguments.add(argument.asText()));
        assertThat(arguments)
                .contains("--port=12443", "--management-port=12080", "--log-format=text", "--max-in-flight=512")
                .contains("--client-ca=/config/client-ca.crt", "--client-name=kube-apiserver");
        // The files are not there: the command understands its arguments and misses the first file that it reads.
        try (Program serve = Program.hotReload(arguments.toArray(String[]::new))) {
            assertThat(serve.exitCode()).isEqualTo(2);
            assertThat(serve.err()).endsWith("/config/config.yaml: there is no such file.\n");
        }
        assertThat(rendering.objects().stream()
                        .map(object -> object.at("/data/client-ca.crt").asText())
                        .filter(text -> !text.isEmpty()))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("-----BEGIN CERTIFICATE-----\n");
    }

    @Test
    void pods_run_where_and_as_what_the_values_say() {
        Rendering rendering = Rendering.release("x", "y", "-f", EVERYTHING);
        JsonNode test = rendering.objects().stream()
                .filter(object -> object.path("kind").asText().equals("Pod"))
                .findFirst()
                .orElseThrow()
                .get("spec");
        JsonNode replica = rendering.pod().get("spec");
        for (JsonNode spec : List.of(replica, test)) {
            JsonNode container = spec.at("/containers/0");
            assertThat(container.path("image").asText()).isEqualTo("mirror.example.org/tools/hot-reload:0.1.0-fips");
            assertThat(container.path("imagePullPolicy").asText()).isEqualTo("Always");
            assertThat(container.at("/securityContext/runAsUser").asInt()).isEqualTo(1234);
            assertThat(spec.at("/securityContext/fsGroup").asInt()).isEqualTo(1234);
            assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(spec.path("imagePullSecrets").findValuesAsText("name")).containsExactly("mirror", "registry");
            assertThat(spec.path("priorityClassName").asText()).isEqualTo("system-cluster-critical");
            assertThat(spec.at("/nodeSelector/disk").asText()).isEqualTo("ssd");
            assertThat(spec.at("/tolerations/0/operator").asText()).isEqualTo("Exists");
            assertThat(spec.at("/affinity/nodeAffinity").isObject()).isTrue();
        }
        assertThat(replica.path("serviceAccountName").asText()).isEqualTo("reloader");
        assertThat(replica.path("dnsPolicy").asText()).isEqualTo("ClusterFirstWithHostNet");
        assertThat(replica.at("/topologySpreadConstraints/0/labelSelector/matchLabels"))
                .isEqualTo(rendering.only("Deployment").at("/spec/selector/matchLabels"));
        assertThat(replica.at("/topologySpreadConstraints/1/labelSelector/matchLabels")
                        .toString())
                .isEqualTo("{\"team\":\"observability\"}");
        assertThat(replica.at("/containers/0/volumeMounts").findValuesAsText("mountPath"))
                .containsExactly("/tls", "/config", "/scratch");
        assertThat(replica.path("volumes"))
                .extracting(volume -> volume.path("name").asText())
                .containsExactly("tls", "config", "scratch");
        assertThat(replica.at("/volumes/0/secret/secretName").asText()).isEqualTo("reloads-certificate");
    }

    @Test
    void a_digest_takes_precedence_over_a_tag_and_security_contexts_can_be_left_to_the_platform() {
        String digest = "sha256:" + "0a".repeat(32);
        Rendering rendering = Rendering.chart(
                "--set=image.registry=registry.example.org,image.tag=v1,image.digest=" + digest,
                "--set=podSecurityContext=null,securityContext=null");
        assertThat(rendering.pod().at("/spec/containers/0/image").asText())
                .isEqualTo("registry.example.org/prometheus-hot-reload@" + digest);
        assertThat(rendering.objects().toString()).doesNotContain("securityContext");
    }

    @Test
    void a_service_account_of_somebody_else_gets_the_rights() {
        Rendering rendering = Rendering.chart("--set=serviceAccount.create=false,serviceAccount.name=given");
        assertThat(rendering.names()).noneMatch(object -> object.startsWith("ServiceAccount "));
        assertThat(rendering.pod().at("/spec/serviceAccountName").asText()).isEqualTo("given");
        for (String binding : List.of("RoleBinding", "ClusterRoleBinding")) {
            assertThat(rendering.only(binding).at("/subjects/0/name").asText()).isEqualTo("given");
        }
        assertThat(rendering
                        .only("ValidatingAdmissionPolicy")
                        .at("/spec/matchConditions/0/expression")
                        .asText())
                .endsWith("+ 'given'");
    }

    @Test
    void cert_manager_asks_the_issuer_that_the_values_name_and_makes_none() {
        Rendering rendering = Rendering.chart("--set-json=tls={\"mode\":\"cert-manager\",\"secretName\":\"keys\","
                + "\"certManager\":{\"issuerRef\":{\"name\":\"ca\",\"kind\":\"ClusterIssuer\"}}}");
        assertThat(rendering.names()).noneMatch(object -> object.startsWith("Issuer "));
        JsonNode certificate = rendering.only("Certificate");
        assertThat(certificate.at("/spec/issuerRef").toString())
                .isEqualTo("{\"kind\":\"ClusterIssuer\",\"name\":\"ca\"}");
        assertThat(certificate.at("/spec/secretName").asText()).isEqualTo("keys");
        assertThat(rendering.pod().at("/spec/volumes/0/secret/secretName").asText())
                .isEqualTo("keys");
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceMonitor, serviceMonitor, /spec/endpoints/0",
        "PodMonitor, podMonitor, /spec/podMetricsEndpoints/0"
    })
    void a_monitor_takes_the_place_of_the_annotations(String kind, String value, String endpoint) {
        String at = "monitoring." + value;
        Rendering rendering = Rendering.chart(
                "--set=" + at + ".enabled=true," + at + ".interval=30s," + at + ".labels.release=prometheus");
        assertThat(rendering.only(kind).at(endpoint).toString())
                .isEqualTo("{\"port\":\"management\",\"interval\":\"30s\"}");
        assertThat(rendering.only(kind).at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        assertThat(rendering.pod().at("/metadata/annotations").has("prometheus.io/scrape"))
                .isFalse();
        assertThat(Rendering.chart()
                        .pod()
                        .at("/metadata/annotations/prometheus.io~1port")
                        .asText())
                .isEqualTo("8080");
    }

    @Test
    void alerts_and_dashboard_have_the_labels_by_which_they_are_found() {
        Rendering everything = Rendering.release("x", "y", "-f", EVERYTHING);
        assertThat(everything
                        .only("PrometheusRule")
                        .at("/metadata/labels/release")
                        .asText())
                .isEqualTo("prometheus");
        JsonNode dashboard = everything.objects().stream()
                .filter(object -> object.at("/data").has("prometheus-hot-reload.json"))
                .findFirst()
                .orElseThrow();
        assertThat(dashboard.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(dashboard.at("/metadata/labels/dashboards").asText()).isEqualTo("yes");
        assertThat(Rendering.chart().names())
                .noneMatch(object -> object.startsWith("PrometheusRule ") || object.contains("dashboard"));
    }

    @Test
    void the_service_has_the_families_of_the_values() {
        JsonNode service = Rendering.release("x", "y", "-f", EVERYTHING).only("Service");
        assertThat(service.at("/spec/ipFamilyPolicy").asText()).isEqualTo("PreferDualStack");
        assertThat(service.at("/spec/ipFamilies").toString()).isEqualTo("[\"IPv4\"]");
        assertThat(service.at("/metadata/annotations/example.org~1service").asText())
                .isEqualTo("yes");
    }

    @Test
    void health_and_metrics_are_for_whom_the_values_name_and_for_the_test_of_helm() {
        JsonNode ingress = Rendering.release("x", "y", "-f", EVERYTHING)
                .only("NetworkPolicy")
                .at("/spec/ingress");
        assertThat(ingress.toString())
                .isEqualTo(
                        "[{\"ports\":[{\"port\":12443}]},{\"ports\":[{\"port\":12080}],\"from\":[{\"podSelector\":{}},"
                                + "{\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"prometheus-hot-reload-test\"}}}]}]");
        assertThat(Rendering.chart("--set=networkPolicy.enabled=false").names())
                .noneMatch(object -> object.startsWith("NetworkPolicy "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls.mode=secret | certs/generate.sh --service x-hot-reload --namespace y --secret x-hot-reload-tls"
                        + " --registration x-hot-reload",
                "tls.mode=self-managed | kubectl label namespace y pod-security.kubernetes.io/enforce=restricted",
                "platform=eks-overlay-cni | kubectl label namespace y pod-security.kubernetes.io/enforce=privileged"
                        + " --overwrite",
                "namespaceOverride=z | hot-reload check --wait 2m -n z",
            })
    void the_notes_have_the_next_command(String value, String command) {
        try (Program helm = Program.start(List.of(
                RealParts.HELM.toString(),
                "install",
                "x",
                Rendering.CHART,
                "--namespace=y",
                "--dry-run=client",
                "--set=" + value))) {
            assertThat(helm.exitCode()).as(helm.err()).isZero();
            assertThat(helm.out().lines().map(String::strip)).contains(command);
        }
    }
}
