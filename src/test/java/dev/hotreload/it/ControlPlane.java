package dev.hotreload.it;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** A real API server with etcd and, if wanted, the controllers that make pods: no kubelet, so nothing runs. */
final class ControlPlane implements AutoCloseable {

    private static final String AUDIT = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules: [{level: Metadata, resources: [{group: "", resources: [pods]}]}]
            """;

    /** Where kube-api-test logs what the API server writes, at level debug. */
    private static final Logger LOG = (Logger)
            LoggerFactory.getLogger("io.fabric8.kubeapitest.process.KubeAPIServerProcess.APIServerProcessLogs");

    /** With some seconds before it, as etcd starts first. */
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 58, 40);

    private final KubeAPIServer server;
    private final IgnoredFailures ignoredFailures = new IgnoredFailures();
    private final List<Program> programs = new ArrayList<>();
    private final Path folder;
    private final String version;
    private final Path kubeconfig;
    private final KubernetesClient client;

    private ControlPlane(String version, Path folder) throws IOException {
        this.version = version;
        this.folder = folder;
        ignoredFailures.start();
        LOG.addAppender(ignoredFailures);
        LOG.setAdditive(false);
        LOG.setLevel(Level.DEBUG);
        Path policy = Files.writeString(folder.resolve("audit-policy.yaml"), AUDIT);
        server = new KubeAPIServer(new KubeAPIServerConfigBuilder()
                .withTestDir(RealParts.folder().toString())
                .withOfflineMode(true)
                .withApiServerVersion(version)
                .withUpdateKubeConfig(false)
                .withApiServerFlag("--disable-admission-plugins", "ServiceAccount")
                .withApiServerFlag("--audit-policy-file", policy.toString())
                .withApiServerFlag(
                        "--audit-log-path", folder.resolve("audit.log").toString())
                .build());
        server.start();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), server.getKubeConfigYaml());
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.getKubeConfigYaml()))
                .build();
    }

    /**
     * Starts one.
     *
     * <p>Not in the last minute of a day: kube-api-test 7.6.1 adds its time-out to the time of the day, finds that this
     * is past already, and gives up at once (ProcessReadinessChecker.pollWithTimeout).
     */
    static ControlPlane start(String version, Path folder) throws IOException {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> LocalTime.now(ZoneId.systemDefault()).isBefore(LAST_MINUTE));
        return new ControlPlane(version, folder);
    }

    /** Starts the controllers that turn workloads into pods. */
    ControlPlane withControllers() {
        programs.add(Program.start(List.of(
                RealParts.kubernetes(version).resolve("kube-controller-manager").toString(),
                "--kubeconfig=" + kubeconfig,
                "--controllers=deployment-controller,replicaset-controller,statefulset-controller,daemonset-controller,"
                        + "namespace-controller,job-controller,cronjob-controller,garbage-collector-controller",
                "--leader-elect=false",
                "--secure-port=0")));
        return this;
    }

    /** Returns what the controllers have written. */
    String log() {
        return programs.stream().map(Program::output).reduce("", String::concat);
    }

    String version() {
        return version;
    }

    KubernetesClient client() {
        return client;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    /** Returns a kubeconfig of a ServiceAccount, as a pod has it: its rights and its namespace. */
    Path account(String namespace, String name) throws IOException {
        Path account = folder.resolve(namespace + "-" + name);
        Files.copy(kubeconfig, account, StandardCopyOption.REPLACE_EXISTING);
        String token = done("-n", namespace, "create", "token", name).strip();
        for (List<String> config : List.of(
                List.of("set-credentials", name, "--token=" + token),
                List.of("set-context", "--current", "--user=" + name, "--namespace=" + namespace))) {
            List<String> arguments = new ArrayList<>(List.of("--kubeconfig=" + account, "config"));
            arguments.addAll(config);
            done(arguments.toArray(String[]::new));
        }
        return account;
    }

    /** Returns what the API server has written about requests, one JSON object a line. */
    List<String> audit() throws IOException {
        return Files.readAllLines(folder.resolve("audit.log"));
    }

    /** Returns what the API server has written about calls of a webhook that failed and were ignored. */
    List<String> ignoredFailures() {
        return List.copyOf(ignoredFailures.lines);
    }

    /** Runs kubectl to its end. */
    Program kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of(RealParts.KUBECTL.toString()));
        command.addAll(List.of(arguments));
        Program kubectl = Program.start(command, Map.of("KUBECONFIG", kubeconfig.toString()));
        kubectl.exitCode();
        return kubectl;
    }

    /** Runs kubectl and fails the test when it fails. */
    String done(String... arguments) {
        Program kubectl = kubectl(arguments);
        if (kubectl.exitCode() != 0) {
            throw new AssertionError(String.join(" ", arguments) + ": " + kubectl.output());
        }
        return kubectl.out();
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
        client.close();
        server.stop();
        LOG.detachAppender(ignoredFailures);
    }

    /** Takes the lines that say so from all that the API server writes. */
    private static final class IgnoredFailures extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getMessage().contains("failing open")) {
                lines.add(event.getMessage());
            }
        }
    }
}
