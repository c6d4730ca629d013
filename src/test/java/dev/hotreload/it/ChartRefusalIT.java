package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that the chart refuses before anything is installed. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ChartRefusalIT {

    private static Program helm(String json) {
        return Rendering.template("hot-reload", "hot-reload", "--set-json", json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replica=3                                        | additional properties 'replica' not allowed",
                "platform=\"gke\"                                 | at '/platform': value must be one of",
                "fullnameOverride=\"Hot_Reload\"                  | at '/fullnameOverride'",
                "namespaceOverride=\"a.b\"                        | at '/namespaceOverride'",
                "commonLabels={\"a\":1}                           | at '/commonLabels/a': got number, want string",
                "podAnnotations=[]                                | at '/podAnnotations': got array, want object",
                "global={\"imagePullSecrets\":[\"a\"]}            | at '/global/imagePullSecrets/0': got string",
                "image={\"repository\":\"\"}                      | at '/image/repository': minLength",
                "image={\"digest\":\"abc\"}                       | at '/image/digest'",
                "image={\"pullPolicy\":\"Sometimes\"}             | at '/image/pullPolicy'",
                "imagePullSecrets=[\"registry\"]                  | at '/imagePullSecrets/0': got string, want object",
                "tls={\"mode\":\"none\"}                          | at '/tls/mode'",
                "tls={\"secretName\":\"A\"}                       | at '/tls/secretName'",
                "tls={\"caBundle\":\"LS0tLS1CRUdJTg==\"}          | at '/tls/caBundle'",
                "tls={\"clientCA\":\"ca.crt\"}                    | at '/tls/clientCA'",
                "tls={\"certManager\":{\"issuerRef\":{\"kind\":\"Issuer\"}}} | at '/tls/certManager/issuerRef'",
                "admissionPolicy={\"enabled\":\"sometimes\"}      | at '/admissionPolicy/enabled': got string",
                "config={\"mode\":\"sometimes\"}                  | at '/config/mode'",
                "config={\"flags\":{\"quit\":true}}               | at '/config/flags': additional properties 'quit'",
                "config={\"namespaces\":[{\"match\":[\"a\"]}]}    | at '/config/namespaces/0': missing property 'mode'",
                "failurePolicy=\"Refuse\"                         | at '/failurePolicy'",
                "timeoutSeconds=31                                | at '/timeoutSeconds': maximum",
                "timeoutSeconds=0                                 | at '/timeoutSeconds': minimum",
                "namespaceSelector={\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Equals\"}]} "
                        + "| at '/namespaceSelector/matchExpressions/0/operator'",
                "namespaceSelector={\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\"}]} "
                        + "| at '/namespaceSelector/matchExpressions/0': missing property 'values'",
                "objectSelector={\"labels\":{}}                   | at '/objectSelector': additional properties 'labels'",
                "registration={\"labels\":{\"a\":true}}           | at '/registration/labels/a': got boolean",
                "hostNetwork=\"yes\"                              | at '/hostNetwork': got string",
                "dnsPolicy=\"None\"                               | at '/dnsPolicy'",
                "webhook={\"port\":443}                           | at '/webhook/port': minimum",
                "management={\"port\":65536}                      | at '/management/port': maximum",
                "service={\"ipFamilies\":[\"IPv5\"]}              | at '/service/ipFamilies/0'",
                "networkPolicy={\"managementFrom\":\"monitoring\"} | at '/networkPolicy/managementFrom'",
                "monitoring={\"serviceMonitor\":{\"interval\":\"often\"}} | at '/monitoring/serviceMonitor/interval'",
                "logFormat=\"logfmt\"                             | at '/logFormat'",
                "replicas=0                                       | at '/replicas': minimum",
                "securityContext=\"none\"                         | at '/securityContext': got string",
                "extraArgs=[\"serve\"]                            | at '/extraArgs/0'",
            })
    void a_value_that_does_not_fit_is_refused_with_its_path(String value, String why) {
        try (Program helm = helm(value)) {
            assertThat(helm.exitCode()).isNotZero();
            assertThat(helm.err()).contains(why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failurePolicy=\"Fail\" | failurePolicy Fail keeps pods from starting while the webhook is away: "
                        + "set namespaceSelector.matchLabels, or another selector that asks for a label.",
                "failurePolicy=\"Fail\",namespaceSelector={\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"NotIn\","
                        + "\"values\":[\"b\"]}]} | failurePolicy Fail keeps pods from starting",
                "hostNetwork=true | hostNetwork with webhook.port 10250: the kubelet of the node has that port. "
                        + "Set webhook.port, for example to 10251.",
                "platform=\"eks-overlay-cni\",webhook={\"port\":10250} | hostNetwork with webhook.port 10250",
                "platform=\"fargate\",hostNetwork=true | hostNetwork: Fargate refuses pods with it.",
                "webhook={\"port\":8080} | webhook.port and management.port are both 8080. Set two different ports.",
                "platform=\"openshift\",podSecurityContext={\"fsGroup\":65532} | fsGroup: OpenShift assigns it",
                "platform=\"openshift\",securityContext={\"runAsUser\":65532} | runAsUser: OpenShift assigns it",
                "tls={\"clientNames\":[\"a\"]} | tls.clientNames needs tls.clientCA",
                "tls={\"certManager\":{\"issuerRef\":{\"name\":\"ca\"}}} | tls.certManager.issuerRef is for tls.mode "
                        + "cert-manager, and tls.mode is self-managed: remove one of the two.",
                "monitoring={\"serviceMonitor\":{\"enabled\":true},\"podMonitor\":{\"enabled\":true}} "
                        + "| would scrape each replica twice. Enable one of them.",
                "serviceAccount={\"create\":false} | set serviceAccount.name to the ServiceAccount of the pods.",
                "extraArgs=[\"--config=/other\"] | extraArgs: the chart itself sets --config. "
                        + "Use the value of the chart for it.",
                "extraArgs=[\"--tls-secret\"] | extraArgs: the chart itself sets --tls-secret.",
            })
    void values_that_contradict_each_other_are_refused_with_a_sentence(String values, String why) {
        try (Program helm = helm(values)) {
            assertThat(helm.exitCode()).isNotZero();
            assertThat(helm.err()).contains(why);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-managed", "cert-manager"})
    void a_second_source_of_certificates_is_refused(String mode) {
        String everything = "src/test/resources/chart/everything.yaml";
        try (Program helm = Rendering.template("a", "b", "-f", everything, "--set", "tls.mode=" + mode)) {
            assertThat(helm.exitCode()).isNotZero();
            assertThat(helm.err())
                    .contains("tls.caBundle is for tls.mode secret. In mode " + mode
                            + " the webhook's authority is registered automatically: remove tls.caBundle, or set"
                            + " tls.mode to secret.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "namespaceSelector={\"matchLabels\":{\"prometheus\":\"required\"}}",
                "namespaceSelector={\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Exists\"}]}",
                "objectSelector={\"matchLabels\":{\"a\":\"b\"}}",
                "objectSelector={\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\",\"values\":[\"b\"]}]}",
            })
    void to_fail_closed_is_for_objects_that_a_label_selects(String selector) {
        JsonNode hook = Rendering.chart("--set-json", "failurePolicy=\"Fail\"," + selector)
                .only("MutatingWebhookConfiguration")
                .at("/webhooks/0");
        assertThat(hook.path("failurePolicy").asText()).isEqualTo("Fail");
        assertThat(hook.at("/namespaceSelector/matchExpressions/0/values").toString())
                .isEqualTo("[\"kube-system\",\"kube-public\",\"kube-node-lease\",\"hot-reload\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admissionPolicy.enabled=false", "tls.mode=secret", "tls.mode=cert-manager"})
    void api_servers_before_1_30_need_an_installation_without_the_policy(String without) {
        try (Program refused = Rendering.template("a", "b", "--kube-version=1.29.3-gke.100")) {
            assertThat(refused.exitCode()).isNotZero();
            assertThat(refused.err())
                    .contains("Kubernetes v1.29.3-gke.100 does not know the ValidatingAdmissionPolicy")
                    .contains("set admissionPolicy.enabled=false");
        }
        assertThat(Rendering.chart("--kube-version=1.29.3-gke.100", "--set=" + without)
                        .names())
                .noneMatch(object -> object.startsWith("ValidatingAdmissionPolicy"));
        assertThat(Rendering.chart("--kube-version=1.30.1-eks-1a2b3c").names())
                .anyMatch(object -> object.startsWith("ValidatingAdmissionPolicy"));
    }
}
