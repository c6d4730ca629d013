package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hotreload.Manifests;
import dev.hotreload.Reviews;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas behind a balancer, while the API server creates twenty pods a second. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class ZeroLossIT {

    private static final int A_SECOND = 20;

    @TempDir
    static Path folder;

    private static ControlPlane cluster;
    private static Pod template;

    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger unpatched = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private Balancer balancer;
    private ScheduledExecutorService creators;

    @BeforeAll
    static void start() throws IOException {
        cluster = ControlPlane.start("1.36.3", folder);
        try (Program certificate =
                Program.start(List.of("certs/generate.sh", "--service", "localhost", "--out", folder.toString()))) {
            assertThat(certificate.exitCode()).isZero();
        }
        cluster.done("create", "namespace", "monitoring");
        template = Manifests.JSON.convertValue(
                Manifests.JSON.readTree(Reviews.EXAMPLE.toFile()).at("/request/object"), Pod.class);
        template.getMetadata().setOwnerReferences(List.of());
        template.getMetadata().setNamespace("monitoring");
        template.getMetadata().setGenerateName("prometheus-");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void balance() throws IOException {
        balancer = Balancer.start();
        creators = Executors.newScheduledThreadPool(4);
        cluster.done("delete", "mutatingwebhookconfiguration", "hot-reload", "--ignore-not-found");
        cluster.done("apply", "-k", "manifests/overlays/secret");
        String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("ca.crt")));
        cluster.done(
                "patch",
                "mutatingwebhookconfiguration",
                "hot-reload",
                "--type=json",
                "-p",
                "[{\"op\": \"replace\", \"path\": \"/webhooks/0/clientConfig\", \"value\": {\"url\":"
                        + " \"https://localhost:" + balancer.port() + "/mutate\", \"caBundle\": \"" + bundle + "\"}}]");
    }

    @AfterEach
    void end() throws IOException {
        creators.shutdownNow();
        balancer.close();
    }

    private Webhook replica() {
        return replica("--tls-cert=" + folder.resolve("tls.crt"), "--tls-key=" + folder.resolve("tls.key"));
    }

    private Webhook replica(String... certificate) {
        List<String> options = new ArrayList<>(List.of("--idle-timeout=120s", "--drain-delay=2s"));
        options.addAll(List.of(certificate));
        Webhook replica = Webhook.start(options.toArray(String[]::new));
        await().atMost(Duration.ofSeconds(60)).until(replica.listening()::isReady);
        balancer.add(replica.port());
        return replica;
    }

    /** As the kubelet and the endpoints do it: told to end and taken out at about the same time. */
    private void end(Webhook replica) {
        int port = replica.port();
        replica.terminate();
        balancer.remove(port);
        assertThat(replica.exitCode()).isZero();
    }

    private boolean create() {
        try {
            Pod pod = cluster.client().resource(template).create();
            created.incrementAndGet();
            List<String> args = pod.getSpec().getContainers().get(1).getArgs();
            boolean patched =
                    args.contains("--web.enable-lifecycle") && args.contains("--storage.tsdb.wal-compression");
            if (!patched) {
                unpatched.incrementAndGet();
            }
            return patched;
        } catch (KubernetesClientException e) {
            refused.incrementAndGet();
            return false;
        }
    }

    private void createPods() {
        await().atMost(Duration.ofSeconds(30)).until(this::create);
        created.set(0);
        unpatched.set(0);
        var schedule = creators.scheduleAtFixedRate(this::create, 0, 1_000 / A_SECOND, TimeUnit.MILLISECONDS);
        assertThat(schedule.isCancelled()).isFalse();
    }

    private void stopCreating() throws InterruptedException {
        creators.shutdown();
        assertThat(creators.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_rolling_restart_loses_nothing() throws Exception {
        Deque<Webhook> replicas = new ArrayDeque<>(List.of(replica(), replica()));
        createPods();
        long begin = System.nanoTime();
        // What maxUnavailable: 0 and maxSurge: 1 do, again and again for a minute.
        while (System.nanoTime() - begin < Duration.ofSeconds(60).toNanos()) {
            replicas.add(replica());
            end(replicas.remove());
        }
        stopCreating();
        replicas.forEach(this::end);
        System.out.println(
                "rolling restart: " + created + " pods, " + unpatched + " unpatched, " + refused + " refused");
        assertThat(refused).hasValue(0);
        assertThat(unpatched).hasValue(0);
        assertThat(created).hasValueGreaterThan(A_SECOND * 60 / 2);
    }

    @Test
    void rotation_of_certificates_and_authorities_loses_nothing() throws Exception {
        // The replicas fill in caBundle themselves.
        cluster.done(
                "patch",
                "mutatingwebhookconfiguration",
                "hot-reload",
                "--type=json",
                "-p",
                "[{\"op\": \"remove\", \"path\": \"/webhooks/0/clientConfig/caBundle\"}]");
        String[] managed = {
            "--tls=self-managed",
            "--kubeconfig=" + cluster.kubeconfig(),
            "--namespace=hot-reload",
            "--certificate-poll=1s",
            "--authority-life=45s",
            "--certificate-life=20s",
            "--propagation=4s"
        };
        try (Webhook first = replica(managed);
                Webhook second = replica(managed)) {
            createPods();
            Set<String> served = new HashSet<>();
            for (int i = 0; i < 45; i++) {
                Thread.sleep(1_000);
                served.add(cluster.client()
                        .secrets()
                        .inNamespace("hot-reload")
                        .withName("hot-reload-tls")
                        .get()
                        .getData()
                        .get("tls.crt"));
            }
            stopCreating();
            System.out.println("rotation: " + served.size() + " certificates, " + created + " pods, " + unpatched
                    + " unpatched, " + refused + " refused");
            assertThat(served).hasSizeGreaterThan(2);
            assertThat(refused).hasValue(0);
            assertThat(unpatched).hasValue(0);
            assertThat(first.isReady()).isTrue();
            assertThat(second.isReady()).isTrue();
        }
    }

    @Test
    void a_replica_that_is_killed_refuses_no_pod_and_costs_no_more_than_what_it_was_working_on() throws Exception {
        Webhook killed = replica();
        try (Webhook second = replica()) {
            createPods();
            Thread.sleep(3_000);
            killed.close();
            Thread.sleep(5_000);
            stopCreating();
            System.out.println("kill -9: " + created + " pods, " + unpatched + " unpatched, " + refused + " refused");
            assertThat(refused).hasValue(0);
            assertThat(unpatched).as("at most one for each creator").hasValueLessThanOrEqualTo(4);
            assertThat(second.isReady()).isTrue();
        }
    }
}
