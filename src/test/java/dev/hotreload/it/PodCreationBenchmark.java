package dev.hotreload.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hotreload.ManifestFixtures;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Times the creation of the chart's pod at a real API server: with nothing registered, with a policy in CEL that
 * appends one flag, and with each webhook. Prints a table; asserts nothing.
 */
public final class PodCreationBenchmark {

    private static final String VERSION = "1.36.3";
    private static final int WARM_UP = 100;
    private static final int PODS = 500;

    private static final String POLICY = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicy
            metadata: {name: benchmark}
            spec:
              matchConstraints:
                resourceRules:
                  - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
              failurePolicy: Ignore
              reinvocationPolicy: IfNeeded
              mutations:
                - patchType: JSONPatch
                  jsonPatch:
                    expression: >-
                      object.spec.containers.all(c, !has(c.args) || !('--web.enable-lifecycle' in c.args))
                      ? [JSONPatch{op: "add", path: "/spec/containers/0/args/-", value: "--web.enable-lifecycle"}] : []
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingAdmissionPolicyBinding
            metadata: {name: benchmark}
            spec: {policyName: benchmark}
            """;

    private PodCreationBenchmark() {}

    /** Runs all: the certificate of the webhooks, then {@code NAME=URL} of each. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("pod-creation");
        Map<String, String> webhooks = new LinkedHashMap<>();
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            String[] parts = argument.split("=", 2);
            webhooks.put(parts[0], parts[1]);
        }
        String bundle = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(arguments[0])));
        try (ControlPlane cluster = ControlPlane.start(VERSION, folder)) {
            // All at a time would warm up the API server for the last only.
            for (int round = 0; round < 2; round++) {
                measure(cluster, round, "nothing registered", "");
                measure(cluster, round, "a MutatingAdmissionPolicy", POLICY);
                for (Map.Entry<String, String> webhook : webhooks.entrySet()) {
                    measure(cluster, round, webhook.getKey(), registration(webhook.getValue(), bundle));
                }
            }
        }
    }

    private static void measure(ControlPlane cluster, int round, String name, String registration) throws IOException {
        Path file = Files.writeString(Files.createTempFile("registration", ".yaml"), registration);
        if (!registration.isEmpty()) {
            cluster.done("apply", "-f", file.toString());
        }
        Pod pod = pod();
        long[] micros = new long[PODS];
        for (int i = -WARM_UP; i < PODS; i++) {
            long start = System.nanoTime();
            create(cluster.client(), pod);
            if (i >= 0) {
                micros[i] = (System.nanoTime() - start) / 1_000;
            }
        }
        if (!registration.isEmpty()) {
            cluster.done("delete", "-f", file.toString());
        }
        cluster.done("delete", "pods", "--all", "--force", "--grace-period=0", "--wait=false");
        Files.delete(file);
        Arrays.sort(micros);
        if (round > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f |%n",
                    name,
                    micros[PODS / 2] / 1000.0,
                    micros[PODS * 99 / 100] / 1000.0);
        }
    }

    private static String registration(String url, String bundle) {
        return """
            apiVersion: admissionregistration.k8s.io/v1
            kind: MutatingWebhookConfiguration
            metadata: {name: benchmark}
            webhooks:
              - name: pods.benchmark.dev
                clientConfig: {url: "%s/mutate", caBundle: %s}
                rules:
                  - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
                admissionReviewVersions: [v1]
                sideEffects: None
                failurePolicy: Fail
                timeoutSeconds: 10
            """.formatted(url, bundle);
    }

    private static void create(KubernetesClient client, Pod pod) {
        client.resource(pod).inNamespace("default").create();
    }

    private static Pod pod() throws JsonProcessingException {
        Pod pod = ManifestFixtures.JSON.treeToValue(
                ManifestFixtures.read(Path.of("src/test/resources/cases/chart-25.8.0-empty-extra-flags/input.yaml"))
                        .get(0),
                Pod.class);
        pod.getMetadata().setName(null);
        pod.getMetadata().setNamespace("default");
        pod.getMetadata().setGenerateName("prometheus-server-");
        pod.getMetadata().setOwnerReferences(null);
        return pod;
    }
}
