package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A real API server with the manifests as they are and the webhook registered, but for the Service's address, which is
 * a URL on this machine, because there is no network of pods here.
 */
final class Enforcement implements AutoCloseable {

    static final List<String> BOTH = List.of("--web.enable-lifecycle", "--storage.tsdb.wal-compression");

    private final Path folder;
    private final ControlPlane cluster;
    private final Webhook webhook;

    private Enforcement(Path folder, ControlPlane cluster, Webhook webhook) {
        this.folder = folder;
        this.cluster = cluster;
        this.webhook = webhook;
    }

    /** Starts everything and waits until the API server calls the webhook. */
    static Enforcement start(String version, Path folder) throws IOException {
        ControlPlane cluster = ControlPlane.start(version, Files.createDirectories(folder.resolve(version)))
                .withControllers();
        try (Program certificate =
                Program.start(List.of("certs/generate.sh", "--service", "localhost", "--out", folder.toString()))) {
            assertThat(certificate.exitCode()).isZero();
        }
        Webhook webhook =
                Webhook.start("--tls-cert=" + folder.resolve("tls.crt"), "--tls-key=" + folder.resolve("tls.key"));
        Enforcement enforcement = new Enforcement(folder, cluster, webhook);
        cluster.done("create", "namespace", "monitoring");
        cluster.done("apply", "-f", "manifests/namespace.yaml");
        cluster.done("apply", "-k", "manifests/overlays/secret");
        enforcement.register("hot-reload", webhook.listening().port());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> args(enforcement.tryOut("monitoring", chartPod("probe")))
                        .containsAll(BOTH));
        return enforcement;
    }

    ControlPlane cluster() {
        return cluster;
    }

    Webhook webhook() {
        return webhook;
    }

    /** Points a registration at a port of this machine. */
    void register(String name, int port) throws IOException {
        String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("ca.crt")));
        cluster.done(
                "patch",
                "mutatingwebhookconfiguration",
                name,
                "--type=json",
                "-p",
                "[{\"op\": \"replace\", \"path\": \"/webhooks/0/clientConfig\", \"value\": {\"url\":"
                        + " \"https://localhost:" + port + "/mutate\", \"caBundle\": \"" + bundle + "\"}}]");
    }

    /** What a test does while the other webhook is there. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /**
     * Registers the webhook of another product for pods, to be called after ours because of its name, and removes it
     * again.
     */
    void beside(OtherWebhook.Change change, Meanwhile test) throws Exception {
        try (OtherWebhook other = OtherWebhook.start(folder, change)) {
            cluster.done("create", "-f", file(OtherWebhook.registration()).toString());
            register(OtherWebhook.NAME, other.port());
            test.run();
        } finally {
            cluster.done("delete", "mutatingwebhookconfiguration", OtherWebhook.NAME, "--ignore-not-found");
        }
    }

    Path file(JsonNode object) throws IOException {
        return Files.writeString(folder.resolve("object.json"), object.toString());
    }

    Pod create(String namespace, JsonNode pod) {
        return creatable(namespace, pod).create();
    }

    /** Asks the API server for a dry run. */
    Pod tryOut(String namespace, JsonNode pod) {
        return creatable(namespace, pod).dryRun(true).create();
    }

    private Resource<Pod> creatable(String namespace, JsonNode pod) {
        return cluster.client()
                .resource(ManifestFixtures.JSON.convertValue(pod, Pod.class))
                .inNamespace(namespace);
    }

    /** Returns the pod of the chart, its reloader first. */
    static ObjectNode chartPod(String name) throws IOException {
        ObjectNode pod = (ObjectNode)
                ManifestFixtures.JSON.readTree(Reviews.EXAMPLE.toFile()).at("/request/object");
        ObjectNode metadata = (ObjectNode) pod.get("metadata");
        metadata.remove(List.of("generateName", "ownerReferences", "namespace"));
        metadata.put("name", name);
        return pod;
    }

    static List<String> args(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals("prometheus-server"))
                .findFirst()
                .orElseThrow()
                .getArgs();
    }

    @Override
    public void close() {
        webhook.close();
        cluster.close();
    }
}
