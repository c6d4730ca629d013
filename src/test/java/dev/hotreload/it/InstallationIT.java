package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The life of an installation by helm, from installation over upgrades to removal. The Deployment's replicas are made,
 * replaced and ended by the real controllers, and run here as processes; the API server calls them by the name of the
 * Service.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstallationIT {

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static Path folder;
    private static ControlPlane cluster;
    private static Balancer balancer;
    private static Node node;
    private static String current;
    private static String earlier;

    @BeforeParameterizedClassInvocation
    static void start(String kubernetes) throws IOException {
        folder = Files.createDirectories(all.resolve(kubernetes)).toRealPath();
        cluster = ControlPlane.start(kubernetes, folder).withControllers();
        cluster.done("create", "namespace", "monitoring");
        balancer = Balancer.start();
        current = version(Program.HOT_RELOAD);
        Path from = earlier();
        earlier = version(from);
        addPostRenderer();
        helm("install", "hot-reload", ReleasesIT.EARLIER_CHART, "--create-namespace", tag(earlier));
        node = new Node(
                cluster.client(),
                "hot-reload",
                cluster.account("hot-reload", "hot-reload"),
                Map.of(earlier, from, current, Program.HOT_RELOAD),
                balancer,
                folder.resolve("volumes"));
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        node.close();
        balancer.close();
        cluster.close();
    }

    private static String version(Path jar) {
        try (Program program = Program.hotReload(jar, "version")) {
            assertThat(program.exitCode()).isZero();
            return program.out().strip().replace("hot-reload ", "");
        }
    }

    /** The build to upgrade from: that of {@code -Dupgrade.from=JAR}, else this one under an earlier number. */
    private static Path earlier() throws IOException {
        String given = System.getProperty("upgrade.from", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path copy = Files.copy(Program.HOT_RELOAD, folder.resolve("earlier.jar"));
        try (FileSystem jar = FileSystems.newFileSystem(copy)) {
            Files.writeString(jar.getPath("BOOT-INF/classes/version.properties"), "version=0.0.1\n");
        }
        return copy;
    }

    /** What helm installs goes through kustomize, for the Service's address. */
    private static void addPostRenderer() throws IOException {
        Path place = balancer.kustomization(folder.resolve("local"), "all.yaml");
        Path script = Files.writeString(
                folder.resolve("local.sh"),
                "cat > '" + place + "/all.yaml' && exec '" + RealParts.KUSTOMIZE + "' build '" + place + "'\n");
        Path plugin = Files.createDirectories(folder.resolve("plugin"));
        Files.writeString(plugin.resolve("plugin.yaml"), """
                apiVersion: v1
                type: postrenderer/v1
                name: local
                version: 0.0.0
                runtime: subprocess
                runtimeConfig:
                  platformCommand: [{command: bash, args: ["%s"]}]
                """.formatted(script));
        helm("plugin", "install", plugin.toString());
    }

    private static String tag(String tag) {
        return "--set=image.tag=" + tag;
    }

    private static String helm(String... arguments) {
        List<String> command = new ArrayList<>(List.of(RealParts.HELM.toString()));
        command.addAll(List.of(arguments));
        if (List.of("install", "upgrade").contains(arguments[0])) {
            command.addAll(List.of("--post-renderer", "local"));
        }
        if (!arguments[0].equals("plugin")) {
            command.addAll(List.of(
                    "-n", "hot-reload", "--kubeconfig", cluster.kubeconfig().toString()));
        }
        try (Program helm = Program.start(command, Map.of("HELM_DATA_HOME", folder + "/helm"))) {
            assertThat(helm.exitCode()).as(command + "\n" + helm.output()).isZero();
            return helm.out();
        }
    }

    private static void awaitRollout() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> cluster.kubectl(
                                        "-n",
                                        "hot-reload",
                                        "rollout",
                                        "status",
                                        "deployment",
                                        "hot-reload",
                                        "--timeout=50s")
                                .exitCode()
                        == 0);
    }

    private static Program check(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("check", "--kubeconfig", cluster.kubeconfig().toString()));
        arguments.addAll(List.of(more));
        Program check = Program.hotReload(arguments.toArray(String[]::new));
        check.exitCode();
        return check;
    }

    /**
     * Returns what an upgrade must not create again: the Secret with its certificate, the registration, the authority.
     */
    private static String kept() {
        return cluster.done(
                        "-n", "hot-reload", "get", "secret", "hot-reload-tls", "-o", "jsonpath={.metadata.uid}{.data}")
                + registered(".metadata.uid")
                + registered(".webhooks[0].clientConfig.caBundle");
    }

    private static String registered(String path) {
        return cluster.done("get", "mutatingwebhookconfiguration", "hot-reload", "-o", "jsonpath={" + path + "}");
    }

    @Order(1)
    @Test
    void an_installation_becomes_ready_and_its_test_passes() {
        awaitRollout();
        assertThat(helm("test", "hot-reload")).contains("Phase:", "Succeeded");
        Program check = check();
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out())
                .endsWith("FAILED  the replicas run prometheus-hot-reload:" + earlier + ", and this is version "
                        + current + ".\n        Upgrade the installation, or check with its own version.\n");
    }

    @Order(2)
    @Test
    void upgrades_rollbacks_and_restarts_lose_nothing() throws Exception {
        String kept = kept();
        try (Load load = Load.start(cluster, "monitoring")) {
            int rollouts = 0;
            while (rollouts < 3 || !load.isLongEnough()) {
                if (rollouts % 3 == 0) {
                    helm("upgrade", "hot-reload", Rendering.CHART, tag(current));
                } else if (rollouts % 3 == 1) {
                    cluster.done("-n", "hot-reload", "rollout", "restart", "deployment", "hot-reload");
                } else {
                    helm("rollback", "hot-reload", "1");
                }
                awaitRollout();
                rollouts++;
            }
            load.end(rollouts + " rollouts between " + earlier + " and " + current);
            assertThat(load.refused()).isZero();
            assertThat(load.unpatched()).isZero();
            assertThat(load.created()).isGreaterThan(Load.fewest());
        }
        assertThat(kept()).as("the same objects, certificate and authority").isEqualTo(kept);
        helm("upgrade", "hot-reload", Rendering.CHART, tag(current));
        awaitRollout();
        assertThat(helm("test", "hot-reload")).contains("Succeeded");
        Program check = check("--wait", "2m", "-n", "hot-reload");
        System.out.println(check.output());
        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.out())
                .contains("ok      2 of 2 replicas are ready, prometheus-hot-reload:" + current)
                .endsWith("ok      no running pod lacks its flags\n");
    }

    @Order(3)
    @Test
    void removal_under_load_refuses_no_pod_and_leaves_nothing() throws Exception {
        assertThat(registered(".webhooks[0].clientConfig.caBundle")).isNotBlank();
        try (Load load = Load.start(cluster, "monitoring")) {
            helm("uninstall", "hot-reload");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cluster.done("-n", "hot-reload", "get", "pods", "-o", "name")
                            .isEmpty());
            Thread.sleep(2_000);
            load.end("removal");
            assertThat(load.refused()).isZero();
            assertThat(load.unpatched()).as("it is gone").isPositive();
        }
        assertThat(cluster.done(
                        "get",
                        "mutatingwebhookconfiguration,clusterrole,clusterrolebinding",
                        "-l",
                        "app.kubernetes.io/name=prometheus-hot-reload",
                        "-o",
                        "name"))
                .isEmpty();
        cluster.done("delete", "namespace", "hot-reload", "--timeout=50s");
    }
}
