package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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

/**
 * Certificates that look after themselves, against a real API server, with the rights that the overlay gives and no
 * more: the webhook's process comes as the ServiceAccount of the manifests.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class SelfManagedIT {

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static Path folder;

    private static ControlPlane cluster;
    private static Path account;
    private static int names;

    private final List<Webhook> webhooks = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        folder = Files.createDirectories(all.resolve(version));
        cluster = ControlPlane.start(version, folder);
        installAsThePageSays();
        cluster.done("create", "namespace", "monitoring");
        account = cluster.account("hot-reload", "hot-reload");
    }

    private static void installAsThePageSays() throws IOException {
        String line = Files.readAllLines(Path.of("docs/install.md")).stream()
                .filter(text -> text.startsWith("kubectl apply -f manifests/namespace.yaml && "))
                .findFirst()
                .orElseThrow();
        String path = RealParts.KUBECTL.getParent() + ":" + System.getenv("PATH");
        Map<String, String> environment =
                Map.of("PATH", path, "KUBECONFIG", cluster.kubeconfig().toString());
        try (Program shell = Program.start(List.of("bash", "-c", line), environment)) {
            assertThat(shell.exitCode()).as(shell.output()).isZero();
        }
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void forget() {
        cluster.client()
                .secrets()
                .inNamespace("hot-reload")
                .withName("hot-reload-tls")
                .delete();
        cluster.done("delete", "mutatingwebhookconfiguration", "hot-reload", "--ignore-not-found");
        cluster.done("apply", "-k", "manifests/overlays/self-managed");
    }

    @AfterEach
    void end() {
        webhooks.forEach(Webhook::close);
    }

    private Webhook webhook(String... more) {
        return webhook(account, more);
    }

    private Webhook webhook(Path kubeconfig, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--tls=self-managed", "--kubeconfig=" + kubeconfig, "--certificate-poll=1s", "--drain-delay=0s"));
        options.addAll(List.of(more));
        Webhook webhook = Webhook.start(options.toArray(String[]::new));
        webhooks.add(webhook);
        return webhook;
    }

    private static void configure(String yaml) {
        cluster.done(
                "-n",
                "hot-reload",
                "patch",
                "configmap",
                "hot-reload",
                "-p",
                "{\"data\": {\"config.yaml\": \"" + yaml + "\"}}");
    }

    private static void patch(String operations) {
        cluster.kubectl("patch", "mutatingwebhookconfiguration", "hot-reload", "--type=json", "-p", operations);
    }

    private static MutatingWebhookConfiguration registration() {
        return cluster.client()
                .admissionRegistration()
                .v1()
                .mutatingWebhookConfigurations()
                .withName("hot-reload")
                .get();
    }

    private static String bundle() {
        String encoded = registration().getWebhooks().get(0).getClientConfig().getCaBundle();
        return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
    }

    private static Secret secret() {
        return cluster.client()
                .secrets()
                .inNamespace("hot-reload")
                .withName("hot-reload-tls")
                .get();
    }

    private static String secret(String key) {
        return new String(Base64.getDecoder().decode(secret().getData().get(key)), StandardCharsets.US_ASCII);
    }

    private static void callAt(int port) {
        patch("[{\"op\": \"remove\", \"path\": \"/webhooks/0/clientConfig/service\"},"
                + " {\"op\": \"add\", \"path\": \"/webhooks/0/clientConfig/url\", \"value\": \"https://localhost:"
                + port
                + "/mutate\"}]");
    }

    private static boolean isPatched() {
        try {
            Pod pod = ManifestFixtures.JSON.convertValue(
                    ManifestFixtures.JSON.readTree(Reviews.EXAMPLE.toFile()).at("/request/object"), Pod.class);
            pod.getMetadata().setGenerateName(null);
            pod.getMetadata().setOwnerReferences(List.of());
            pod.getMetadata().setNamespace("monitoring");
            pod.getMetadata().setName("prometheus-" + ++names);
            return cluster.client()
                    .resource(pod)
                    .create()
                    .getSpec()
                    .getContainers()
                    .get(1)
                    .getArgs()
                    .contains("--web.enable-lifecycle");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void three_replicas_race_for_one_secret_and_all_serve_what_is_registered() {
        List<Webhook> three = List.of(webhook(), webhook(), webhook());
        for (Webhook replica : three) {
            await().atMost(Duration.ofSeconds(60)).until(replica.listening()::isReady);
        }
        assertThat(secret().getData()).containsOnlyKeys("ca.crt", "ca.key", "tls.crt", "tls.key");
        await().untilAsserted(() -> assertThat(bundle()).isEqualTo(secret("ca.crt")));
        for (Webhook replica : three) {
            callAt(replica.port());
            await().atMost(Duration.ofSeconds(30)).until(SelfManagedIT::isPatched);
        }
        String once = secret().getMetadata().getResourceVersion();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(5))
                .until(() -> secret().getMetadata().getResourceVersion().equals(once));
    }

    @Test
    void what_somebody_wipes_is_put_back_and_is_our_own_field() {
        Webhook replica = webhook().listening();
        await().atMost(Duration.ofSeconds(60)).until(replica::isReady);
        String before = bundle();
        patch("[{\"op\": \"remove\", \"path\": \"/webhooks/0/clientConfig/caBundle\"}]");
        await().atMost(Duration.ofSeconds(20)).until(() -> bundle().equals(before));
        assertThat(registration().getMetadata().getManagedFields())
                .anyMatch(field -> field.getManager().equals("prometheus-hot-reload")
                        && field.getOperation().equals("Apply"));
        cluster.done("apply", "-k", "manifests/overlays/self-managed");
        assertThat(bundle()).as("installing anew leaves it").isEqualTo(before);
    }

    @Test
    void a_lost_secret_comes_back_with_the_same_certificates() {
        Webhook replica = webhook().listening();
        await().atMost(Duration.ofSeconds(60)).until(replica::isReady);
        String before = secret("tls.crt");
        cluster.client()
                .secrets()
                .inNamespace("hot-reload")
                .withName("hot-reload-tls")
                .delete();
        await().atMost(Duration.ofSeconds(20)).until(() -> secret() != null);
        assertThat(secret("tls.crt")).isEqualTo(before);
    }

    @Test
    void without_an_api_server_at_start_it_tries_on_and_is_not_ready() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        Path away = Files.writeString(folder.resolve("away"), """
                apiVersion: v1
                kind: Config
                current-context: x
                contexts: [{name: x, context: {cluster: x, user: x, namespace: hot-reload}}]
                clusters: [{name: x, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: x, user: {}}]
                """.formatted(nobody));
        Webhook replica = webhook(away).listening();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> replica.get("/readyz")
                        .body()
                        .equals("not ready: the certificate is not there yet: the API server cannot be reached\n"));
        assertThat(replica.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void without_a_registration_it_is_not_ready_and_says_why() {
        Webhook replica = webhook("--registration=other").listening();
        // The rights are for one registration only, so that another one cannot even be looked for.
        await().atMost(Duration.ofSeconds(20)).until(() -> replica.log().contains("the API server answers 403"));
        assertThat(replica.isReady()).isFalse();
    }

    @Test
    void check_tells_what_is_wrong_step_by_step() {
        String[] check = {"check", "--kubeconfig", cluster.kubeconfig().toString()};
        configure("mode: sometimes");
        try (Program misconfigured = Program.hotReload(check)) {
            assertThat(misconfigured.exitCode()).isEqualTo(1);
            assertThat(misconfigured.out())
                    .endsWith(
                            "FAILED  the configuration cannot be used: config.yaml:1: mode is one of enforce, audit, off.\n"
                                    + "        Correct the ConfigMap hot-reload/hot-reload. Running replicas keep the last"
                                    + " good configuration; a new replica does not start.\n");
        }
        configure("namespaces: [{match: [team-*], mode: audit}]");
        try (Program noReplicas = Program.hotReload(check)) {
            assertThat(noReplicas.exitCode()).as(noReplicas.output()).isEqualTo(1);
            assertThat(noReplicas.out())
                    .startsWith("ok      API server v" + cluster.version() + " at https://")
                    .contains("ok      registration hot-reload: failurePolicy Ignore, namespaces ")
                    .contains("ok      configuration: mode enforce (team-*: audit), flags --web.enable-lifecycle,"
                            + " --storage.tsdb.wal-compression\n")
                    .contains(
                            "FAILED  0 of 2 replicas are ready.\n        See why: kubectl -n hot-reload describe pods");
        }
        reportReplicas();
        try (Program noCertificate = Program.hotReload(check)) {
            assertThat(noCertificate.exitCode()).isEqualTo(1);
            assertThat(noCertificate.out())
                    .contains("FAILED  there is no certificate in the Secret hot-reload/hot-reload-tls.");
        }
        Webhook replica = webhook().listening();
        await().atMost(Duration.ofSeconds(60)).until(replica::isReady);
        // There is no controller of endpoints here either.
        cluster.done("-n", "hot-reload", "get", "service", "hot-reload");
        cluster.client()
                .endpoints()
                .inNamespace("hot-reload")
                .resource(new EndpointsBuilder()
                        .withNewMetadata()
                        .withName("hot-reload")
                        .endMetadata()
                        .build())
                .createOr(NonDeletingOperation::update);
        try (Program notCalled = Program.hotReload(check)) {
            assertThat(notCalled.exitCode()).isEqualTo(1);
            assertThat(notCalled.out())
                    .contains("ok      the serving certificate chains to caBundle")
                    .contains(
                            "FAILED  the API server cannot call the webhook, the Service has no ready replica: no"
                                    + " endpoints available for service \"hot-reload\".\n        Compare the Service's selector");
        }
        callAt(replica.port());
        cluster.done("label", "namespace", "default", "pod-security.kubernetes.io/enforce=restricted");
        try (Program waiting = Program.hotReload(
                "check", "--wait", "30s", "--kubeconfig", cluster.kubeconfig().toString())) {
            assertThat(waiting.exitCode()).as(waiting.output()).isZero();
            assertThat(waiting.out())
                    .contains(
                            "ok      a pod with a reloader gets --web.enable-lifecycle, --storage.tsdb.wal-compression")
                    .contains("ok      a pod without a reloader is left alone")
                    .endsWith("ok      no running pod lacks its flags\n");
            System.out.println(waiting.out());
        }
        patch("[{\"op\": \"replace\", \"path\": \"/webhooks/0/namespaceSelector\","
                + " \"value\": {\"matchLabels\": {\"strict\": \"yes\"}}}]");
        try (Program forNone = Program.hotReload(check)) {
            assertThat(forNone.exitCode()).isEqualTo(1);
            assertThat(forNone.out()).contains("FAILED  the registration selects no namespace of this cluster.\n");
        }
        cluster.done("create", "namespace", "narrow");
        cluster.done("label", "namespace", "narrow", "strict=yes");
        try (Program narrow = Program.hotReload(
                "check", "--wait", "30s", "--kubeconfig", cluster.kubeconfig().toString())) {
            assertThat(narrow.exitCode()).as(narrow.output()).isZero();
            assertThat(narrow.out()).contains("(dry run in narrow)");
        }
        try (Program withoutRights = Program.hotReload("check", "--kubeconfig", account.toString())) {
            assertThat(withoutRights.exitCode()).isEqualTo(1);
            assertThat(withoutRights.out())
                    .contains(" answers 403 to this step: configmaps \"hot-reload\" is forbidden: User ")
                    .contains("\n        Use an account with the right that is missing, or ask for it.\n");
        }
        try (Program away = Program.hotReload("check", "--kubeconfig", account.toString(), "--context", "none")) {
            assertThat(away.exitCode()).isEqualTo(2);
        }
    }

    /** There is no kubelet here: what it would report is written into the status. */
    private static void reportReplicas() {
        cluster.done(
                "-n",
                "hot-reload",
                "patch",
                "deployment",
                "hot-reload",
                "--subresource=status",
                "-p",
                "{\"status\": {\"observedGeneration\": 99, \"replicas\": 2, \"readyReplicas\": 2, \"updatedReplicas\": 2}}");
    }

    private static void awaitCheck(String... said) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            try (Program check = Program.hotReload(
                    "check", "--kubeconfig", cluster.kubeconfig().toString())) {
                assertThat(check.exitCode()).isEqualTo(1);
                assertThat(check.out()).contains(said);
            }
        });
    }

    @Test
    void check_says_why_the_api_server_cannot_call_the_webhook_in_its_own_words() throws Exception {
        configure("mode: enforce");
        reportReplicas();
        Webhook replica = webhook().listening();
        await().atMost(Duration.ofSeconds(60)).until(replica::isReady);
        patch("[{\"op\": \"replace\", \"path\": \"/webhooks/0/failurePolicy\", \"value\": \"Fail\"},"
                + " {\"op\": \"replace\", \"path\": \"/webhooks/0/timeoutSeconds\", \"value\": 1}]");
        callAt(PodOnThisMachine.freePort());
        awaitCheck(
                "FAILED  the API server cannot call the webhook, nothing listens where the API server calls: Internal"
                        + " error occurred: failed calling webhook \"pods.hot-reload.dev\": ",
                ": connect: connection refused.\n        Compare the Service's targetPort with --port of the webhook");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            patchUrl(silent.getLocalPort());
            awaitCheck(
                    "FAILED  the API server cannot call the webhook, the replicas do not answer the API server in time: ",
                    ": context deadline exceeded.\n        Let firewalls and NetworkPolicies pass");
        }
        Path certificates = Files.createDirectories(folder.resolve("other"));
        try (Program script = Program.start(List.of("certs/generate.sh", "--out", certificates.toString()))) {
            assertThat(script.exitCode()).as(script.output()).isZero();
        }
        try (OtherWebhook other = OtherWebhook.start(certificates, (pod, operations) -> {})) {
            patchUrl(other.port());
            awaitCheck(
                    "FAILED  the API server cannot call the webhook, the serving certificate is for another name: ",
                    "x509: certificate is valid for hot-reload.hot-reload.svc, ");
        }
        try (Webhook untrusted = Webhook.start("--self-signed").listening()) {
            patchUrl(untrusted.port());
            awaitCheck(
                    "FAILED  the API server cannot call the webhook, the API server does not trust the serving"
                            + " certificate: ",
                    "x509: certificate signed by unknown authority",
                    ".\n        Set caBundle of the registration");
        }
        patchUrl(replica.port());
        try (Program works = Program.hotReload(
                "check", "--wait", "30s", "--kubeconfig", cluster.kubeconfig().toString())) {
            assertThat(works.exitCode()).as(works.output()).isZero();
        }
    }

    private static void patchUrl(int port) {
        patch("[{\"op\": \"add\", \"path\": \"/webhooks/0/clientConfig/url\", \"value\": \"https://localhost:" + port
                + "/mutate\"}]");
    }

    @Test
    void check_says_before_an_installation_whether_it_can_work() {
        String kubeconfig = "--kubeconfig=" + cluster.kubeconfig();
        try (Program again = Program.hotReload("check", "--pre", kubeconfig)) {
            assertThat(again.exitCode()).as(again.output()).isZero();
            String minor = cluster.version().split("\\.", -1)[1];
            assertThat(again.out())
                    .contains("ok      Kubernetes 1." + minor + " has what every overlay needs\n")
                    .contains("ok      this account may create and change all objects of an installation\n")
                    .contains("ok      hot-reload is installed in hot-reload: installing again upgrades it\n")
                    .contains("ok      the cluster looks like none of the platforms that need a setting\n");
        }
        try (Program second = Program.hotReload("check", "--pre", "-n", "monitoring", kubeconfig)) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.out())
                    .contains("FAILED  there is a MutatingWebhookConfiguration hot-reload already, and it calls"
                            + " hot-reload/hot-reload.\n");
        }
        try (Program other =
                Program.hotReload("check", "--pre", "-n", "monitoring", "--registration", "mine", kubeconfig)) {
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.out())
                    .contains("FAILED  this webhook is registered under another name: hot-reload, which");
        }
        try (Program withoutRights = Program.hotReload("check", "--pre", "--kubeconfig=" + account)) {
            assertThat(withoutRights.exitCode()).isEqualTo(1);
            assertThat(withoutRights.out())
                    .contains("FAILED  rights to install are missing: create serviceaccounts in hot-reload, ");
        }
        cluster.done("delete", "mutatingwebhookconfiguration", "hot-reload");
        try (Program first = Program.hotReload("check", "--pre", kubeconfig)) {
            assertThat(first.exitCode()).as(first.output()).isZero();
            assertThat(first.out()).contains("ok      no other registration of this webhook is in the way\n");
        }
    }

    @Test
    void version_names_what_is_installed() {
        try (Program version = Program.hotReload("version", "--live", "--kubeconfig=" + cluster.kubeconfig())) {
            assertThat(version.exitCode()).as(version.output()).isZero();
            assertThat(version.out())
                    .contains(
                            " of 2 replicas are ready, namespace hot-reload)\nAPI server v" + cluster.version() + "\n");
        }
    }

    @Test
    void people_are_told_at_the_workload_what_its_pods_will_get() throws IOException {
        cluster.done("apply", "-k", "src/test/resources/manifests/advise");
        Webhook replica = webhook().listening();
        await().atMost(Duration.ofSeconds(60)).until(replica::isReady);
        callAt(replica.port());
        patch("[{\"op\": \"remove\", \"path\": \"/webhooks/1/clientConfig/service\"},"
                + " {\"op\": \"add\", \"path\": \"/webhooks/1/clientConfig/url\", \"value\": \"https://localhost:"
                + replica.port() + "/advise\"}]");
        Path deployment = Files.writeString(
                folder.resolve("deployment.yaml"),
                Files.readString(Path.of("src/test/resources/fix/block.input.yaml"))
                        .replace("metadata:\n", "metadata:\n  labels: {helm.sh/chart: prometheus-25.8.0}\n")
                        .replace(
                                "spec:\n  template:\n",
                                "spec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Program apply = cluster.kubectl("-n", "monitoring", "apply", "-f", deployment.toString());
            assertThat(apply.exitCode()).isZero();
            assertThat(apply.err())
                    .contains(
                            "Warning: container prometheus: its pods will get --web.enable-lifecycle, --storage.tsdb.wal-compression\n")
                    .contains("Warning: In chart prometheus, set server.extraFlags: [");
            cluster.done("-n", "monitoring", "annotate", "deployment", "prometheus", "try=" + ++names);
        });
        assertThat(cluster.done("-n", "monitoring", "get", "deployment", "prometheus", "-o", "yaml"))
                .as("the Deployment is as it was applied")
                .doesNotContain("- --web.enable-lifecycle");
    }

    @Test
    void the_strictest_pod_security_standard_accepts_a_replica_without_a_fixed_user() {
        assertThat(cluster.done("get", "namespace", "hot-reload", "-o", "yaml"))
                .contains("pod-security.kubernetes.io/enforce: restricted");
        var template = cluster.client()
                .apps()
                .deployments()
                .inNamespace("hot-reload")
                .withName("hot-reload")
                .get()
                .getSpec()
                .getTemplate();
        Pod replica = new PodBuilder()
                .withMetadata(template.getMetadata())
                .editMetadata()
                .withName("replica")
                .withNamespace("hot-reload")
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        PodSecurityContext accepted =
                cluster.client().resource(replica).dryRun().create().getSpec().getSecurityContext();
        assertThat(accepted.getRunAsUser()).isNull();
        replica.getSpec().getSecurityContext().setRunAsNonRoot(null);
        assertThatThrownBy(() -> cluster.client().resource(replica).dryRun().create())
                .hasMessageContaining("violates PodSecurity \"restricted");
    }

    @Test
    void the_rights_are_for_one_secret_and_one_registration() {
        for (String refused : List.of(
                "get secret/other -n hot-reload",
                "list secrets -n hot-reload",
                "get secret/hot-reload-tls -n default",
                "get mutatingwebhookconfigurations/other",
                "delete mutatingwebhookconfigurations/hot-reload",
                "get pods -n hot-reload")) {
            List<String> arguments = new ArrayList<>(List.of("--kubeconfig=" + account, "auth", "can-i"));
            arguments.addAll(List.of(refused.split(" ", -1)));
            assertThat(cluster.kubectl(arguments.toArray(String[]::new)).out())
                    .as(refused)
                    .startsWith("no");
        }
    }
}
