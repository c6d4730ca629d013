package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
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

    /**
     * The objects by kind and name, without what only one of the two installers has, and the configuration as a tree.
     */
    private static Map<String, JsonNode> objects(String rendered) {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (JsonNode object : ManifestFixtures.parse(rendered)) {
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
    void two_renders_are_the_same_bytes() {
        assertThat(helm().out()).isEqualTo(helm().out()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "failurePolicy=Fail, set namespaceSelector.matchLabels",
        "tls.mode=none, tls",
        "config.mode=sometimes, mode",
        "replica=3, replica",
        "image.digest=abc, digest",
        "networkPolicy.managementFrom=monitoring, managementFrom",
        "admissionPolicy.enabled=sometimes, admissionPolicy",
        "securityContext=none, securityContext",
    })
    void what_must_not_be_is_refused(String value, String why) {
        Program helm = helm("--set", value);
        assertThat(helm.exitCode()).isNotZero();
        assertThat(helm.err()).contains(why);
    }

    @Test
    void the_replicas_run_where_and_from_where_the_values_say() {
        String digest = "sha256:" + "0a".repeat(32);
        Program helm = helm(
                "--set=image.repository=registry.example.org/hot-reload",
                "--set=image.digest=" + digest,
                "--set=image.pullPolicy=Always",
                "--set=imagePullSecrets[0].name=registry",
                "--set=priorityClassName=system-cluster-critical",
                "--set=nodeSelector.disk=ssd",
                "--set=tolerations[0].operator=Exists");
        assertThat(helm.exitCode()).as(helm.err()).isZero();
        JsonNode replica = objects(helm.out()).get("Deployment/hot-reload").at("/spec/template/spec");
        JsonNode test = ManifestFixtures.parse(helm.out()).stream()
                .filter(object -> object.path("kind").asText().equals("Pod"))
                .findFirst()
                .orElseThrow()
                .get("spec");
        for (JsonNode spec : List.of(replica, test)) {
            assertThat(spec.at("/containers/0/image").asText()).isEqualTo("registry.example.org/hot-reload@" + digest);
            assertThat(spec.at("/containers/0/imagePullPolicy").asText()).isEqualTo("Always");
            assertThat(spec.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry");
            assertThat(spec.path("priorityClassName").asText()).isEqualTo("system-cluster-critical");
            assertThat(spec.at("/nodeSelector/disk").asText()).isEqualTo("ssd");
            assertThat(spec.at("/tolerations/0/operator").asText()).isEqualTo("Exists");
        }
    }

    @Test
    void security_contexts_are_those_of_the_values_or_left_to_the_platform() {
        String path = "/spec/template/spec/containers/0/securityContext";
        JsonNode set = objects(helm("--set=podSecurityContext.fsGroup=1234", "--set=securityContext.runAsUser=1234")
                        .out())
                .get("Deployment/hot-reload");
        assertThat(set.at("/spec/template/spec/securityContext/fsGroup").asInt())
                .isEqualTo(1234);
        assertThat(set.at("/spec/template/spec/securityContext/runAsNonRoot").asBoolean())
                .isTrue();
        assertThat(set.at(path + "/runAsUser").asInt()).isEqualTo(1234);
        Program without = helm("--set=podSecurityContext=null", "--set=securityContext=null");
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(without.out()).doesNotContain("securityContext");
    }

    @Test
    void health_and_metrics_are_for_whom_the_values_name_and_for_the_test_of_helm() {
        JsonNode ingress = objects(helm("--set-json=networkPolicy.managementFrom=[{\"podSelector\":{}}]")
                        .out())
                .get("NetworkPolicy/hot-reload")
                .at("/spec/ingress");
        assertThat(ingress.toString())
                .isEqualTo(
                        "[{\"ports\":[{\"port\":10250}]},{\"ports\":[{\"port\":8080}],\"from\":[{\"podSelector\":{}},"
                                + "{\"podSelector\":{\"matchLabels\":{\"app.kubernetes.io/name\":\"prometheus-hot-reload-test\"}}}]}]");
        assertThat(objects(helm("--set=networkPolicy.enabled=false").out()))
                .doesNotContainKey("NetworkPolicy/hot-reload")
                .containsKey("Deployment/hot-reload");
    }

    @Test
    void api_servers_before_1_30_need_to_be_told_that_they_have_no_policy() {
        Program refused = helm("--kube-version=1.29.3-gke.100");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.err())
                .contains("Kubernetes v1.29.3-gke.100 does not know the ValidatingAdmissionPolicy")
                .contains("set admissionPolicy.enabled=false");
        for (String without : List.of("admissionPolicy.enabled=false", "tls.mode=secret", "tls.mode=cert-manager")) {
            Program installs = helm("--kube-version=1.29.3-gke.100", "--set=" + without);
            assertThat(installs.exitCode()).as(installs.err()).isZero();
            assertThat(objects(installs.out()).keySet())
                    .noneMatch(object -> object.startsWith("ValidatingAdmissionPolicy"));
        }
        assertThat(helm("--kube-version=1.30.1-eks-1a2b3c").exitCode()).isZero();
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
        assertThat(hook.at("/namespaceSelector/matchExpressions")).hasSize(4);
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
