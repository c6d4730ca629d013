package dev.hotreload.it;

import static dev.hotreload.it.Enforcement.BOTH;
import static dev.hotreload.it.Enforcement.args;
import static dev.hotreload.it.Enforcement.chartPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside another mutating webhook, which is called after ours: a real API server then asks ours a second time. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class ReinvocationIT {

    @TempDir
    static Path folder;

    /** Of Kubernetes: JUnit gives it to {@code install} as well. */
    @Parameter
    String version;

    private static Enforcement enforcement;

    @BeforeParameterizedClassInvocation
    static void install(String version) throws IOException {
        enforcement = Enforcement.start(version, folder);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        enforcement.close();
    }

    @Test
    void a_reloader_that_another_webhook_injects_afterwards_is_seen() throws Exception {
        ObjectNode alone = chartPod("alone");
        JsonNode server = alone.at("/spec/containers/1");
        ((ObjectNode) alone.get("spec")).putArray("containers").add(server);
        enforcement.beside(
                ReinvocationIT::injectReloader,
                () -> await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    Pod pod = enforcement.tryOut("monitoring", alone);
                    assertThat(pod.getSpec().getContainers()).hasSize(2);
                    assertThat(args(pod)).containsAll(BOTH);
                }));
    }

    private static void injectReloader(JsonNode pod, ArrayNode operations) {
        if (pod.at("/spec/containers").size() == 1) {
            operations.addAll((ArrayNode) ManifestFixtures.parse("""
                    - op: add
                      path: /spec/containers/-
                      value:
                        name: reload
                        image: ghcr.io/jimmidyson/configmap-reload:v0.12.0
                        args: ["--webhook-url=http://localhost:9090/-/reload"]
                    """).get(0));
        }
    }

    /**
     * As Vault's injector does: the wrapper is the command, and what was the command, or the image's, leads the
     * arguments.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/vault/vault-env", "/usr/local/bin/secrets-init", "/opt/acme/inject-and-run"})
    void what_we_have_just_done_is_compliant_once_another_webhook_has_wrapped_the_command(String wrapper)
            throws Exception {
        String name = "wrapped-by-" + wrapper.substring(wrapper.lastIndexOf('/') + 1);
        enforcement.beside((pod, operations) -> wrap(wrapper, pod, operations), () -> {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> isWrapped(enforcement.tryOut("monitoring", chartPod("probe"))));
            Program created = create(chartPod(name));
            assertThat(created.exitCode()).as(created.output()).isZero();
            assertThat(created.err()).doesNotContain("WrappedCommand", "TargetsElsewhere");
        });
        Pod stored = enforcement
                .cluster()
                .client()
                .pods()
                .inNamespace("monitoring")
                .withName(name)
                .get();
        assertThat(isWrapped(stored)).isTrue();
        assertThat(args(stored)).startsWith("/bin/prometheus").containsOnlyOnceElementsOf(BOTH);
        await().untilAsserted(() -> assertThat(decisions(name)).containsExactly("patched", "compliant"));
    }

    /** As a person does: what the webhook has to say comes out at stderr. */
    private static Program create(ObjectNode pod) throws IOException {
        Path file = enforcement.file(pod);
        return enforcement.cluster().kubectl("-n", "monitoring", "create", "-f", file.toString());
    }

    private static void wrap(String wrapper, JsonNode pod, ArrayNode operations) {
        if (pod.at("/spec/containers/1/command").isMissingNode()) {
            ArrayNode args = ManifestFixtures.JSON.createArrayNode().add("/bin/prometheus");
            args.addAll((ArrayNode) pod.at("/spec/containers/1/args"));
            ObjectNode command = operations.addObject().put("op", "add").put("path", "/spec/containers/1/command");
            command.putArray("value").add(wrapper);
            operations
                    .addObject()
                    .put("op", "replace")
                    .put("path", "/spec/containers/1/args")
                    .set("value", args);
        }
    }

    private static boolean isWrapped(Pod pod) {
        Container prometheus = pod.getSpec().getContainers().get(1);
        return prometheus.getCommand().size() == 1 && prometheus.getArgs().containsAll(BOTH);
    }

    /** Returns the decisions about a pod in the order in which the webhook made them. */
    private static List<String> decisions(String pod) {
        return enforcement
                .webhook()
                .log()
                .lines()
                .filter(line -> line.contains("\"name\":\"" + pod + "\"") && line.contains("\"decision\":"))
                .map(line -> line.replaceFirst(".*\"decision\":\"(\\w+)\".*", "$1"))
                .toList();
    }
}
