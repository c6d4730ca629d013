package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

/**
 * The ValidatingAdmissionPolicy of a self-managed installation, on a real API server. The webhook's ServiceAccount is
 * given every right on every MutatingWebhookConfiguration here, so that only the policy can refuse what is refused.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class RegistrationPolicyIT {

    private static final String KIND = "mutatingwebhookconfiguration";
    private static final String DENIED =
            "ValidatingAdmissionPolicy 'hot-reload' with binding 'hot-reload' denied request: ";
    private static final String LABEL = "[{\"op\":\"add\",\"path\":\"/metadata/labels/try\",\"value\":\"1\"}]";

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static ControlPlane cluster;
    private static Path webhook;
    private static Path other;

    /** {@code caBundle} has to hold a certificate, or the API server refuses it itself. */
    private static String authority;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        cluster = ControlPlane.start(version, Files.createDirectories(all.resolve(version)));
        cluster.done("apply", "-f", "manifests/namespace.yaml");
        cluster.done("apply", "-k", "manifests/overlays/self-managed");
        cluster.done("-n", "hot-reload", "create", "serviceaccount", "other");
        cluster.done("create", "clusterrole", "all-webhooks", "--verb=*", "--resource=mutatingwebhookconfigurations");
        cluster.done(
                "create",
                "clusterrolebinding",
                "all-webhooks",
                "--clusterrole=all-webhooks",
                "--serviceaccount=hot-reload:hot-reload",
                "--serviceaccount=hot-reload:other");
        try (Program script = Program.start(List.of("certs/generate.sh", "--out", all.toString()))) {
            assertThat(script.exitCode()).isZero();
        }
        authority = Base64.getEncoder().encodeToString(Files.readAllBytes(all.resolve("ca.crt")));
        webhook = cluster.account("hot-reload", "hot-reload");
        other = cluster.account("hot-reload", "other");
        // The API server takes a moment to hear of the rights and of the policy. Each attempt sets another value: once
        // one
        // has got past a policy that is not known yet, a repeated one changes nothing, and the policy has nothing to
        // deny.
        await().atMost(Duration.ofMinutes(1)).until(() -> patch(other, LABEL).exitCode() == 0);
        AtomicInteger attempts = new AtomicInteger();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            String label = LABEL.replace("try", "again").replace("\"1\"", "\"" + attempts.incrementAndGet() + "\"");
            return patch(webhook, label).err().contains(DENIED);
        });
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    /** Puts the registration back as the manifests have it, without {@code caBundle}. */
    private static void reinstall() {
        cluster.done("delete", KIND, "--all");
        cluster.done("apply", "-k", "manifests/overlays/self-managed");
    }

    private static Program as(Path account, String... arguments) {
        List<String> command = new ArrayList<>(List.of("--kubeconfig=" + account));
        command.addAll(List.of(arguments));
        return cluster.kubectl(command.toArray(String[]::new));
    }

    private static Program patch(Path account, String operations) {
        return as(account, "patch", KIND, "hot-reload", "--type=json", "-p", operations);
    }

    private static String registration() {
        return cluster.done("get", KIND, "-o", "yaml", "--show-managed-fields");
    }

    private static String bundle() {
        return cluster.done("get", KIND, "hot-reload", "-o", "jsonpath={.webhooks[0].clientConfig.caBundle}")
                .strip();
    }

    /** Applies {@code caBundle} and more fields as the webhook does: by server-side apply, as its own field manager. */
    private static void apply(String more) throws IOException {
        String fields = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: hot-reload}
                webhooks: [{name: pods.hot-reload.dev, clientConfig: {caBundle: %s}%s}]
                """.formatted(authority, more);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(webhook)))
                .build()) {
            client.resource(fields)
                    .fieldManager("prometheus-hot-reload")
                    .forceConflicts()
                    .serverSideApply();
        }
    }

    @Test
    void the_webhook_may_set_replace_and_remove_caBundle() {
        reinstall();
        for (String operation : List.of("add", "replace")) {
            Program set = patch(
                    webhook,
                    "[{\"op\":\"" + operation + "\",\"path\":\"/webhooks/0/clientConfig/caBundle\",\"value\":\""
                            + authority + "\"}]");
            assertThat(set.exitCode()).as(set.err()).isZero();
            assertThat(bundle()).isEqualTo(authority);
        }
        Program removed = patch(webhook, "[{\"op\":\"remove\",\"path\":\"/webhooks/0/clientConfig/caBundle\"}]");
        assertThat(removed.exitCode()).as(removed.err()).isZero();
        assertThat(bundle()).isEmpty();
    }

    @Test
    void the_webhook_may_apply_caBundle_as_its_own_field_and_no_other_field() throws IOException {
        reinstall();
        apply("");
        assertThat(bundle()).isEqualTo(authority);
        assertThatThrownBy(() -> apply(", failurePolicy: Fail"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(DENIED + "the webhook may change nothing but caBundle");
    }

    @Test
    void the_webhook_rotates_its_authority_under_the_policy() {
        reinstall();
        try (Webhook replica = Webhook.start(
                "--tls=self-managed",
                "--kubeconfig=" + webhook,
                "--certificate-poll=1s",
                "--authority-life=30s",
                "--certificate-life=12s",
                "--propagation=1s",
                "--drain-delay=0s")) {
            await().atMost(Duration.ofSeconds(60)).until(replica.listening()::isReady);
            String before = bundle();
            assertThat(before).isNotEmpty();
            await().atMost(Duration.ofSeconds(60)).until(() -> !bundle().equals(before));
            await().atMost(Duration.ofSeconds(10)).until(replica::isReady);
            assertThat(replica.log()).doesNotContain("answers 403", "answers 422");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url                  | nothing but caBundle | remove /webhooks/0/clientConfig/service; add /webhooks/0/clientConfig/url \"https://localhost:1/mutate\"",
                "service's name       | nothing but caBundle | replace /webhooks/0/clientConfig/service/name \"other\"",
                "service's namespace  | nothing but caBundle | replace /webhooks/0/clientConfig/service/namespace \"other\"",
                "service's path       | nothing but caBundle | replace /webhooks/0/clientConfig/service/path \"/other\"",
                "service's port       | nothing but caBundle | replace /webhooks/0/clientConfig/service/port 444",
                "rules                | nothing but caBundle | replace /webhooks/0/rules/0/resources [\"*\"]",
                "operations           | nothing but caBundle | add /webhooks/0/rules/0/operations/- \"UPDATE\"",
                "failurePolicy        | nothing but caBundle | replace /webhooks/0/failurePolicy \"Fail\"",
                "matchPolicy          | nothing but caBundle | replace /webhooks/0/matchPolicy \"Exact\"",
                "sideEffects          | nothing but caBundle | replace /webhooks/0/sideEffects \"NoneOnDryRun\"",
                "timeoutSeconds       | nothing but caBundle | replace /webhooks/0/timeoutSeconds 30",
                "reinvocationPolicy   | nothing but caBundle | replace /webhooks/0/reinvocationPolicy \"Never\"",
                "review versions      | nothing but caBundle | replace /webhooks/0/admissionReviewVersions [\"v1\"]",
                "namespaceSelector    | nothing but caBundle | replace /webhooks/0/namespaceSelector {}",
                "one expression       | nothing but caBundle | remove /webhooks/0/namespaceSelector/matchExpressions/0",
                "objectSelector       | nothing but caBundle | replace /webhooks/0/objectSelector {\"matchLabels\":{\"a\":\"b\"}}",
                "matchConditions gone | nothing but caBundle | remove /webhooks/0/matchConditions",
                "matchConditions      | nothing but caBundle | replace /webhooks/0/matchConditions/0/expression \"true\"",
                "with caBundle        | nothing but caBundle | remove /webhooks/0/clientConfig/caBundle; replace /webhooks/0/timeoutSeconds 3",
                "a webhook renamed    | add, remove or reorder | replace /webhooks/0/name \"other.hot-reload.dev\"",
                "a webhook added      | add, remove or reorder | copy /webhooks/- /webhooks/0; replace /webhooks/1/name \"other.hot-reload.dev\"",
                "a webhook removed    | add, remove or reorder | remove /webhooks/0",
                "all webhooks removed | add, remove or reorder | remove /webhooks",
                "labels               | metadata | add /metadata/labels/try \"1\"",
                "a label changed      | metadata | replace /metadata/labels/app.kubernetes.io~1name \"other\"",
                "no labels            | metadata | remove /metadata/labels",
                "annotations          | metadata | add /metadata/annotations/try \"1\"",
                "finalizers           | metadata | add /metadata/finalizers [\"example.org/never\"]",
                "owners               | metadata | add /metadata/ownerReferences [{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"a\",\"uid\":\"b\"}]",
            })
    void the_webhook_may_change_nothing_else(String field, String why, String changes) {
        cluster.done(
                "patch",
                KIND,
                "hot-reload",
                "--type=json",
                "-p",
                "[{\"op\":\"add\",\"path\":\"/webhooks/0/clientConfig/caBundle\",\"value\":\"" + authority + "\"}]");
        String before = registration();
        List<String> operations = new ArrayList<>();
        for (String change : changes.split("; ", -1)) {
            String[] parts = change.split(" ", 3);
            String more = switch (parts[0]) {
                case "remove" -> "";
                case "copy" -> ",\"from\":\"" + parts[2] + "\"";
                default -> ",\"value\":" + parts[2];
            };
            operations.add("{\"op\":\"" + parts[0] + "\",\"path\":\"" + parts[1] + "\"" + more + "}");
        }
        Program refused = patch(webhook, operations.toString());
        assertThat(refused.exitCode()).as(field).isNotZero();
        assertThat(refused.err()).as(field).contains(DENIED + "the webhook may ", why);
        assertThat(registration()).as(field).isEqualTo(before);
        Program byAdministrator = cluster.kubectl(
                "patch", KIND, "hot-reload", "--type=json", "--dry-run=server", "-p", operations.toString());
        assertThat(byAdministrator.err()).as("the change is a valid one").doesNotContain(DENIED);
    }

    @Test
    void the_webhook_may_not_touch_any_other_object_of_the_kind() throws IOException {
        Path another =
                Files.writeString(all.resolve("another.yaml"), registrationAs("another"), StandardCharsets.UTF_8);
        String own = DENIED + "the webhook may only update its own MutatingWebhookConfiguration";
        assertThat(as(webhook, "create", "-f", another.toString()).err()).contains(own);
        assertThat(as(webhook, "apply", "--server-side", "-f", another.toString())
                        .err())
                .contains(own);
        cluster.done("create", "-f", another.toString());
        Map<String, String[]> changes = Map.of(
                "its caBundle",
                new String[] {
                    "patch",
                    KIND,
                    "another",
                    "--type=json",
                    "-p",
                    "[{\"op\":\"add\",\"path\":\"/webhooks/0/clientConfig/caBundle\",\"value\":\"" + authority + "\"}]"
                },
                "its removal",
                new String[] {"delete", KIND, "another"},
                "the removal of its own",
                new String[] {"delete", KIND, "hot-reload"},
                "the removal of all",
                new String[] {"delete", KIND, "--all"});
        changes.forEach((change, command) ->
                assertThat(as(webhook, command).err()).as(change).contains(own));
        assertThat(cluster.done("get", KIND, "-o", "name")).contains("/another", "/hot-reload");
    }

    private static String registrationAs(String name) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: MutatingWebhookConfiguration
                metadata: {name: %s}
                webhooks:
                  - name: %s.example.org
                    admissionReviewVersions: [v1]
                    sideEffects: None
                    failurePolicy: Ignore
                    clientConfig: {url: "https://localhost:1/"}
                    rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}]
                """.formatted(name, name);
    }

    @Test
    void nobody_else_is_concerned() {
        for (Path account : List.of(other, cluster.kubeconfig())) {
            Program patched = patch(account, LABEL.replace("try", "by-" + account.getFileName()));
            assertThat(patched.exitCode()).as(patched.err()).isZero();
        }
    }
}
