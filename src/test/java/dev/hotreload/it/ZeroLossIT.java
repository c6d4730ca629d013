package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * Two replicas behind a balancer, while the API server creates twenty pods a second. For restarts see
 * {@link InstallationIT}.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class ZeroLossIT {

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static Path folder;
    private static ControlPlane cluster;

    private Balancer balancer;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        folder = Files.createDirectories(all.resolve(version));
        cluster = ControlPlane.start(version, folder);
        cluster.done("create", "namespace", "monitoring");
        cluster.done("apply", "-f", "manifests/namespace.yaml");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void balance() throws IOException {
        balancer = Balancer.start();
    }

    @AfterEach
    void end() throws IOException {
        balancer.close();
        cluster.done("delete", "mutatingwebhookconfiguration", "hot-reload");
    }

    private void install(String overlay) throws IOException {
        Path place = Files.createDirectories(folder.resolve(overlay)).toRealPath();
        String manifests = place.relativize(
                        Path.of("manifests/overlays", overlay).toRealPath())
                .toString();
        cluster.done("apply", "-k", balancer.kustomization(place, manifests).toString());
    }

    private Webhook replica(String... certificate) {
        List<String> options = new ArrayList<>(List.of("--idle-timeout=120s", "--drain-delay=2s"));
        options.addAll(List.of(certificate));
        Webhook replica = Webhook.start(options.toArray(String[]::new));
        await().atMost(Duration.ofSeconds(60)).until(replica.listening()::isReady);
        balancer.add(replica.port());
        return replica;
    }

    @Test
    void rotation_of_certificates_and_authorities_loses_nothing() throws Exception {
        install("self-managed");
        String[] selfManaged = {
            "--tls=self-managed",
            "--kubeconfig=" + cluster.account("hot-reload", "hot-reload"),
            "--certificate-poll=1s",
            "--authority-life=45s",
            "--certificate-life=20s",
            "--propagation=4s"
        };
        try (Webhook first = replica(selfManaged);
                Webhook second = replica(selfManaged);
                Load load = Load.start(cluster, "monitoring")) {
            Set<String> certificates = new HashSet<>();
            Set<String> authorities = new HashSet<>();
            for (int i = 0;
                    i < 60 && !(load.isLongEnough() && certificates.size() > 3 && authorities.size() > 1);
                    i++) {
                Thread.sleep(1_000);
                var data = cluster.client()
                        .secrets()
                        .inNamespace("hot-reload")
                        .withName("hot-reload-tls")
                        .get()
                        .getData();
                certificates.add(data.get("tls.crt"));
                authorities.add(data.get("ca.key"));
            }
            load.end("rotation, " + certificates.size() + " certificates of " + authorities.size() + " authorities");
            assertThat(certificates).hasSizeGreaterThan(3);
            assertThat(authorities).hasSizeGreaterThan(1);
            assertThat(load.refused()).isZero();
            assertThat(load.unpatched()).isZero();
            assertThat(load.created()).isGreaterThan(Load.fewest());
            assertThat(first.isReady()).isTrue();
            assertThat(second.isReady()).isTrue();
        }
    }

    @Test
    void a_replica_that_is_killed_refuses_no_pod_and_costs_no_more_than_what_it_was_working_on() throws Exception {
        try (Program certificate = Program.start(List.of("certs/generate.sh", "--out", folder.toString()))) {
            assertThat(certificate.exitCode()).isZero();
        }
        install("secret");
        cluster.done(
                "patch",
                "mutatingwebhookconfiguration",
                "hot-reload",
                "--type=json",
                "-p",
                "[{\"op\": \"add\", \"path\": \"/webhooks/0/clientConfig/caBundle\", \"value\": \""
                        + Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("ca.crt"))) + "\"}]");
        String[] files = {"--tls-cert=" + folder.resolve("tls.crt"), "--tls-key=" + folder.resolve("tls.key")};
        Webhook killed = replica(files);
        try (Webhook survivor = replica(files);
                Load load = Load.start(cluster, "monitoring")) {
            Thread.sleep(Load.AT_LEAST.dividedBy(3).toMillis());
            killed.close();
            Thread.sleep(Load.AT_LEAST.multipliedBy(2).dividedBy(3).toMillis());
            load.end("kill -9 of one replica of two");
            assertThat(load.refused()).isZero();
            assertThat(load.unpatched()).as("at most one for each creator").isLessThanOrEqualTo(Load.CREATORS);
            assertThat(survivor.isReady()).isTrue();
        }
    }
}
