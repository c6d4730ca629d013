package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.StrictTypes;
import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import dev.hotreload.pod.PodReader;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl kustomize} renders of each overlay, read strictly, and the rules of the registration. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ManifestsIT {

    private static final Map<String, Class<?>> KINDS = Map.of(
            "ServiceAccount", ServiceAccount.class,
            "ConfigMap", ConfigMap.class,
            "Service", Service.class,
            "Deployment", Deployment.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "NetworkPolicy", NetworkPolicy.class,
            "MutatingWebhookConfiguration", MutatingWebhookConfiguration.class);

    @TempDir
    Path folder;

    private static List<JsonNode> render(String overlay) {
        return kustomize("manifests/overlays/" + overlay);
    }

    private static List<JsonNode> kustomize(String folder) {
        try (Program kubectl = Program.start(List.of(RealParts.KUBECTL.toString(), "kustomize", folder))) {
            assertThat(kubectl.exitCode()).as(kubectl.err()).isZero();
            return ManifestFixtures.parse(kubectl.out());
        }
    }

    private static <T> T only(String overlay, Class<T> type) throws IOException {
        List<JsonNode> found = render(overlay).stream()
                .filter(object -> object.path("kind").asText().equals(type.getSimpleName()))
                .toList();
        assertThat(found).hasSize(1);
        return StrictTypes.MAPPER.treeToValue(found.get(0), type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "cert-manager", "no-match-conditions"})
    void every_object_is_what_kubernetes_knows_without_a_field_too_many(String overlay) throws IOException {
        for (JsonNode object : render(overlay)) {
            String kind = object.path("kind").asText();
            if (object.path("apiVersion").asText().equals("cert-manager.io/v1")) {
                assertThat(overlay).isEqualTo("cert-manager");
                assertThat(kind).isIn("Issuer", "Certificate");
                continue;
            }
            assertThat(KINDS).containsKey(kind);
            StrictTypes.MAPPER.treeToValue(object, KINDS.get(kind));
            assertThat(object.at("/metadata/labels/app.kubernetes.io~1name").asText())
                    .isEqualTo("prometheus-hot-reload");
        }
        assertThat(render(overlay).stream().map(object -> object.path("kind").asText()))
                .as("no rights at all")
                .containsAll(KINDS.keySet())
                .doesNotContain("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    }

    @Test
    void the_self_managed_overlay_has_rights_for_one_secret_and_one_registration_and_no_other() {
        List<JsonNode> rendered = render("self-managed");
        assertThat(rendered.stream()
                        .filter(object -> object.has("rules"))
                        .map(object -> object.path("kind").asText() + " " + object.path("rules")))
                .containsExactlyInAnyOrder(
                        "Role [{\"apiGroups\":[\"\"],\"resources\":[\"secrets\"],\"verbs\":[\"create\"]},"
                                + "{\"apiGroups\":[\"\"],\"resourceNames\":[\"hot-reload-tls\"],\"resources\":[\"secrets\"],\"verbs\":[\"get\",\"update\"]}]",
                        "ClusterRole [{\"apiGroups\":[\"admissionregistration.k8s.io\"],\"resourceNames\":[\"hot-reload\"],"
                                + "\"resources\":[\"mutatingwebhookconfigurations\"],\"verbs\":[\"get\",\"patch\"]}]");
        assertThat(rendered.stream()
                        .filter(object -> object.path("kind").asText().endsWith("RoleBinding"))
                        .map(object -> object.path("subjects").toString()))
                .hasSize(2)
                .allMatch(
                        "[{\"kind\":\"ServiceAccount\",\"name\":\"hot-reload\",\"namespace\":\"hot-reload\"}]"::equals);
    }

    @Test
    void a_policy_narrows_the_right_to_patch_the_registration_for_the_account_of_the_replicas() {
        Map<String, JsonNode> spec = render("self-managed").stream()
                .filter(object -> object.path("kind").asText().startsWith("ValidatingAdmissionPolicy"))
                .collect(Collectors.toMap(object -> object.path("kind").asText(), object -> object.get("spec")));
        JsonNode policy = spec.get("ValidatingAdmissionPolicy");
        assertThat(policy.at("/failurePolicy").asText()).isEqualTo("Fail");
        assertThat(policy.at("/matchConditions/0/expression").asText())
                .isEqualTo("request.userInfo.username == 'system:serviceaccount:' + 'hot-reload' + ':' + 'hot-reload'");
        JsonNode binding = spec.get("ValidatingAdmissionPolicyBinding");
        assertThat(binding.at("/policyName").asText()).isEqualTo("hot-reload");
        assertThat(binding.at("/validationActions").toString()).isEqualTo("[\"Deny\"]");
    }

    @Test
    void who_may_reach_health_and_metrics_is_one_line_of_a_patch() throws IOException {
        String comment = Files.readString(Path.of("manifests/base/networkpolicy.yaml"));
        String patch = comment.substring(comment.indexOf("#   - op:"), comment.indexOf("# Egress"))
                .replaceAll("(?m)^#   ", "");
        Path overlay = folder.toRealPath()
                .relativize(Path.of("manifests/overlays/secret").toRealPath());
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                "resources: [\"" + overlay + "\"]\npatches: [{target: {kind: NetworkPolicy}, path: patch.yaml}]\n");
        Files.writeString(folder.resolve("patch.yaml"), patch);
        JsonNode ingress = kustomize(folder.toString()).stream()
                .filter(object -> object.path("kind").asText().equals("NetworkPolicy"))
                .map(object -> object.at("/spec/ingress"))
                .findFirst()
                .orElseThrow();
        assertThat(ingress.toString())
                .isEqualTo("[{\"ports\":[{\"port\":10250}]},"
                        + "{\"from\":[{\"namespaceSelector\":{\"matchLabels\":{\"kubernetes.io/metadata.name\":\"monitoring\"}}}],"
                        + "\"ports\":[{\"port\":8080}]}]");
    }

    @Test
    void the_advice_asks_the_same_of_a_template_as_the_other_webhook_of_a_pod() {
        JsonNode registration = render("../../src/test/resources/manifests/advise").stream()
                .filter(object -> object.path("kind").asText().equals("MutatingWebhookConfiguration"))
                .findFirst()
                .orElseThrow();
        JsonNode pods = registration.at("/webhooks/0");
        JsonNode workloads = registration.at("/webhooks/1");
        String condition = "/matchConditions/0/expression";
        assertThat(workloads.at(condition).asText().replaceAll("\\s+", " "))
                .isEqualTo(pods.at(condition)
                        .asText()
                        .replaceAll("\\s+", " ")
                        .replace("object.spec.", "object.spec.template.spec."));
        assertThat(workloads.get("namespaceSelector")).isEqualTo(pods.get("namespaceSelector"));
        assertThat(workloads.get("failurePolicy").asText()).isEqualTo("Ignore");
    }

    @Test
    void a_field_too_many_would_be_found() {
        JsonNode misspelt = ManifestFixtures.parse("{spec: {template: {spec: {containers: [{immage: x}]}}}}")
                .get(0);
        assertThatThrownBy(() -> StrictTypes.MAPPER.treeToValue(misspelt, Deployment.class))
                .hasMessageContaining("immage");
    }

    @ParameterizedTest
    @CsvSource({"secret, true", "cert-manager, true", "no-match-conditions, false"})
    void the_registration_is_that_of_the_specification(String overlay, boolean matchConditions) throws IOException {
        MutatingWebhookConfiguration registration = only(overlay, MutatingWebhookConfiguration.class);
        assertThat(registration.getWebhooks()).hasSize(1);
        MutatingWebhook webhook = registration.getWebhooks().get(0);
        assertThat(webhook.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getApiGroups()).containsExactly("");
            assertThat(rule.getApiVersions()).containsExactly("v1");
            assertThat(rule.getResources()).containsExactly("pods");
            assertThat(rule.getOperations()).containsExactly("CREATE");
            assertThat(rule.getScope()).isEqualTo("Namespaced");
        });
        assertThat(webhook.getFailurePolicy()).isEqualTo("Ignore");
        assertThat(webhook.getTimeoutSeconds()).isEqualTo(2);
        assertThat(webhook.getMatchPolicy()).isEqualTo("Equivalent");
        assertThat(webhook.getSideEffects()).isEqualTo("None");
        assertThat(webhook.getReinvocationPolicy()).isEqualTo("IfNeeded");
        assertThat(webhook.getAdmissionReviewVersions()).containsExactly("v1", "v1beta1");
        Map<String, List<String>> excluded = webhook.getNamespaceSelector().getMatchExpressions().stream()
                .peek(expression -> assertThat(expression.getOperator()).isEqualTo("NotIn"))
                .collect(Collectors.toMap(e -> e.getKey(), e -> e.getValues()));
        assertThat(excluded.get("kubernetes.io/metadata.name"))
                .containsExactlyInAnyOrder("kube-system", "kube-public", "kube-node-lease", "hot-reload");
        assertThat(excluded.get(PodReader.MODE_ANNOTATION)).containsExactly("off");
        assertThat(excluded.get("control-plane")).as("AKS adds it").containsExactly("true");
        assertThat(excluded.get("kubernetes.azure.com/managedby"))
                .as("AKS adds it")
                .containsExactly("aks");
        assertThat(webhook.getMatchConditions()).hasSize(matchConditions ? 1 : 0);
        Service service = only(overlay, Service.class);
        assertThat(webhook.getClientConfig().getService().getName())
                .isEqualTo(service.getMetadata().getName());
        assertThat(webhook.getClientConfig().getService().getNamespace())
                .isEqualTo(service.getMetadata().getNamespace());
        assertThat(webhook.getClientConfig().getService().getPath()).isEqualTo("/mutate");
        assertThat(service.getSpec().getPorts().get(0).getPort())
                .isEqualTo(webhook.getClientConfig().getService().getPort());
    }

    @Test
    void the_condition_asks_for_a_server_with_guards_and_not_for_a_reloader() throws IOException {
        String expression = only("secret", MutatingWebhookConfiguration.class)
                .getWebhooks()
                .get(0)
                .getMatchConditions()
                .get(0)
                .getExpression();
        assertThat(expression)
                .contains("has(object.spec.initContainers)", "has(c.command)", "has(c.args)", "has(c.image)")
                .doesNotContain("reload");
    }

    @Test
    void cert_manager_fills_the_registration_from_the_certificate_that_is_served() throws IOException {
        assertThat(only("cert-manager", MutatingWebhookConfiguration.class)
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("cert-manager.io/inject-ca-from", "hot-reload/hot-reload-tls");
        JsonNode serving = render("cert-manager").stream()
                .filter(object -> object.at("/metadata/name").asText().equals("hot-reload-tls"))
                .findFirst()
                .orElseThrow();
        assertThat(serving.at("/spec/dnsNames/0").asText()).isEqualTo("hot-reload.hot-reload.svc");
        assertThat(serving.at("/spec/secretName").asText())
                .isEqualTo(only("cert-manager", Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes()
                        .get(0)
                        .getSecret()
                        .getSecretName());
    }

    @Test
    void the_deployment_is_restricted_spread_and_never_below_two() throws IOException {
        Deployment deployment = only("secret", Deployment.class);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getValue())
                .isEqualTo(0);
        PodSpec pod = deployment.getSpec().getTemplate().getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getTopologySpreadConstraints()).isNotEmpty();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext())
                .as("OpenShift gives the user, the group and the group of the files")
                .extracting("runAsUser", "runAsGroup", "fsGroup")
                .containsOnlyNulls();
        assertThat(pod.getVolumes().get(0).getSecret().getDefaultMode())
                .as("readable without a group of its own")
                .isNull();
        assertThat(pod.getNodeSelector()).isEqualTo(Map.of("kubernetes.io/os", "linux"));
        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .as("no mesh takes the pod in")
                .containsEntry("sidecar.istio.io/inject", "false")
                .containsEntry("istio.io/dataplane-mode", "none");
        assertThat(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("linkerd.io/inject", "disabled");
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getTerminationGracePeriodSeconds())
                .as("longer than the drain: 5 s and 20 s")
                .isGreaterThan(25);
        Container container = pod.getContainers().get(0);
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(container.getPorts())
                .anySatisfy(port -> assertThat(port.getContainerPort()).isEqualTo(8080));
        assertThat(only("secret", ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(only("secret", PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getValue())
                .isEqualTo(1);
        assertThat(only("secret", NetworkPolicy.class).getSpec().getEgress()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-managed", "secret", "cert-manager", "no-match-conditions"})
    void no_overlay_holds_a_namespace_that_another_kustomization_would_rename(String overlay) {
        assertThat(render(overlay))
                .noneMatch(object -> object.path("kind").asText().equals("Namespace"));
    }

    @Test
    void the_namespace_is_held_to_the_restricted_standard() throws IOException {
        JsonNode namespace =
                ManifestFixtures.read(Path.of("manifests/namespace.yaml")).get(0);
        assertThat(StrictTypes.MAPPER
                        .treeToValue(namespace, Namespace.class)
                        .getMetadata()
                        .getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    }

    /**
     * What keeps its name although the objects get other ones: labels, the image, a container, Secrets that programs
     * write.
     */
    private static final Pattern NO_REFERENCE = Pattern.compile("prometheus-hot-reload(:0[.]1[.]0|/mode)?|hot-reload"
            + "|hot-reload-(tls|ca)|hot-reload CA|(pods|workloads)[.]hot-reload[.]dev");

    @ParameterizedTest
    @ValueSource(strings = {"self-managed", "secret", "cert-manager", "no-match-conditions"})
    void in_another_namespace_with_other_names_every_reference_follows(String overlay) throws IOException {
        Path manifests = folder.toRealPath()
                .relativize(Path.of("manifests/overlays/" + overlay).toRealPath());
        String components = manifests.getParent().resolveSibling("components").toString();
        Files.writeString(folder.resolve("kustomization.yaml"), """
                namespace: webhooks
                namePrefix: team-
                nameSuffix: -a
                labels: [{pairs: {team: a}, includeSelectors: true, includeTemplates: true}]
                resources: ["%s"]
                components: ["%s/aks", "%s/eks-overlay-cni", "%s/openshift"]
                transformers: ["%s/references"]
                """.formatted(
                        manifests, components, components, components, manifests));
        List<JsonNode> objects = kustomize(folder.toString());
        assertThat(objects)
                .allSatisfy(object ->
                        assertThat(object.at("/metadata/labels/team").asText()).isEqualTo("a"));
        List<String> mentions = objects.stream()
                .flatMap(ManifestsIT::texts)
                .filter(text -> text.contains("hot-reload"))
                .filter(text -> !NO_REFERENCE.matcher(text).matches())
                .toList();
        assertThat(mentions)
                .allSatisfy(text ->
                        assertThat(text.replace("team-hot-reload", "")).as(text).doesNotContain("hot-reload"));
        Map<String, JsonNode> byKind = objects.stream()
                .collect(Collectors.toMap(
                        object -> object.path("kind").asText() + " "
                                + object.at("/metadata/name").asText(),
                        object -> object));
        JsonNode registration = byKind.get("MutatingWebhookConfiguration team-hot-reload-a");
        assertThat(registration.at("/webhooks/0/clientConfig/service").toString())
                .startsWith("{\"name\":\"team-hot-reload-a\",\"namespace\":\"webhooks\",");
        assertThat(registration
                        .at("/webhooks/0/namespaceSelector/matchExpressions/0/values")
                        .toString())
                .isEqualTo("[\"kube-system\",\"kube-public\",\"kube-node-lease\",\"webhooks\"]");
        assertThat(byKind.get("Deployment team-hot-reload-a")
                        .at("/spec/template/spec/containers/0/env")
                        .findValuesAsText("value"))
                .startsWith("team-hot-reload-a", "team-hot-reload-a");
        if (overlay.equals("self-managed")) {
            JsonNode policy = byKind.get("ValidatingAdmissionPolicy team-hot-reload-a");
            assertThat(policy.at("/spec/matchConditions/0/expression").asText())
                    .endsWith(" == 'system:serviceaccount:' + 'webhooks' + ':' + 'team-hot-reload-a'");
            assertThat(policy.at("/spec/variables/0/expression").asText()).isEqualTo("'team-hot-reload-a'");
            assertThat(byKind.get("ValidatingAdmissionPolicyBinding team-hot-reload-a")
                            .at("/spec/policyName")
                            .asText())
                    .isEqualTo("team-hot-reload-a");
            assertThat(byKind.get("ClusterRole team-hot-reload-a")
                            .at("/rules/0/resourceNames/0")
                            .asText())
                    .isEqualTo("team-hot-reload-a");
        }
        if (overlay.equals("cert-manager")) {
            assertThat(byKind.get("Certificate team-hot-reload-tls-a")
                            .at("/spec/dnsNames")
                            .toString())
                    .isEqualTo("[\"team-hot-reload-a.webhooks.svc\",\"team-hot-reload-a.webhooks.svc.cluster.local\"]");
            assertThat(registration
                            .at("/metadata/annotations/cert-manager.io~1inject-ca-from")
                            .asText())
                    .isEqualTo("webhooks/team-hot-reload-tls-a");
            for (String certificate : List.of("tls-a of ca-a", "ca-a of self-signed-a")) {
                String[] names = certificate.split(" of ", -1);
                assertThat(byKind.get("Certificate team-hot-reload-" + names[0])
                                .at("/spec/issuerRef/name")
                                .asText())
                        .isEqualTo("team-hot-reload-" + names[1]);
            }
        }
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isValueNode()
                ? Stream.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false).flatMap(ManifestsIT::texts);
    }

    @Test
    void the_container_starts_with_its_own_arguments_and_configuration() throws IOException, UsageException {
        String config = only("secret", ConfigMap.class).getData().get("config.yaml");
        assertThat(PolicyFile.parse("config.yaml", config)).isEqualTo(Policy.DEFAULT);
        List<String> args = new ArrayList<>(only("secret", Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs());
        // Its own ports may be in use on this machine.
        args.addAll(List.of("--port=0", "--management-port=0"));
        // The files are not there: the command understands its arguments and misses the first file it reads.
        try (Program serve = Program.hotReload(args.toArray(String[]::new))) {
            assertThat(serve.exitCode()).isEqualTo(2);
            assertThat(serve.err()).isEqualTo("/config/config.yaml: there is no such file.\n");
        }
    }
}
