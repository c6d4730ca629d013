package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
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

/** What each platform needs, and that real API servers accept it: all objects by dry run, and a replica as a pod. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class PlatformIT {

    private static final String ENFORCE = "pod-security.kubernetes.io/enforce=";

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    @TempDir
    Path folder;

    private static ControlPlane cluster;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        cluster = ControlPlane.start(version, Files.createDirectories(all.resolve(version)));
        cluster.done("create", "namespace", "hot-reload");
        cluster.done("create", "namespace", "webhooks");
        for (String level : List.of("restricted", "privileged")) {
            cluster.done("create", "namespace", level);
            cluster.done("label", "namespace", level, ENFORCE + level);
        }
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    private Rendering overlay(String platform, String mode) {
        return Rendering.overlay(folder, mode, platform.isEmpty() ? List.of() : List.of(platform));
    }

    private static Rendering chart(String platform, String mode) {
        return Rendering.chart("--set", "tls.mode=" + mode + ",platform=" + platform);
    }

    private Program dryRun(Rendering rendering) {
        Path file = rendering.write(folder.resolve("objects.json"));
        return cluster.kubectl("apply", "--dry-run=server", "-f", file.toString());
    }

    private Program create(ObjectNode pod, String namespace) {
        Path file = new Rendering(List.of(pod)).write(folder.resolve("pod.json"));
        return cluster.kubectl("-n", namespace, "create", "--dry-run=server", "-f", file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openshift", "eks-overlay-cni", "fargate", "aks"})
    void the_api_server_accepts_every_object(String platform) {
        for (String mode : List.of("self-managed", "secret", "cert-manager")) {
            for (Rendering rendering : List.of(chart(platform, mode), overlay(platform, mode))) {
                // cert-manager's own kinds are not known here.
                Rendering known = rendering.without("cert-manager.io");
                Program applied = dryRun(known);
                assertThat(applied.exitCode()).as(applied.output()).isZero();
                assertThat(applied.err()).as("no warning").isEmpty();
                assertThat(applied.out().lines())
                        .hasSameSizeAs(known.objects())
                        .allMatch(line -> line.endsWith(" created (server dry run)"));
            }
        }
    }

    @Test
    void the_api_server_accepts_every_value_of_the_chart() {
        Rendering rendering = Rendering.release("x", "y", "-f", "src/test/resources/chart/everything.yaml")
                .without("monitoring.coreos.com");
        Program applied = dryRun(rendering);
        assertThat(applied.exitCode()).as(applied.output()).isZero();
        assertThat(applied.out().lines()).hasSameSizeAs(rendering.objects());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openshift", "fargate", "aks"})
    void a_replica_meets_the_restricted_standard(String platform) {
        for (String mode : List.of("self-managed", "secret")) {
            Program created = create(chart(platform, mode).pod(), "restricted");
            assertThat(created.exitCode()).as(created.output()).isZero();
        }
    }

    @Test
    void on_openshift_a_replica_has_no_id_and_accepts_those_that_it_is_given() {
        ObjectNode pod = chart("openshift", "secret").pod();
        assertThat(pod.at("/metadata/annotations/openshift.io~1required-scc").asText())
                .isEqualTo("restricted-v2");
        assertThat(pod.findValue("runAsUser")).isNull();
        assertThat(pod.findValue("runAsGroup")).isNull();
        assertThat(pod.findValue("fsGroup")).isNull();
        // restricted-v2 gives ids of the namespace's range.
        pod.withObject("/spec/securityContext").put("fsGroup", 1_000_660_000);
        ((ObjectNode) pod.at("/spec/containers/0/securityContext")).put("runAsUser", 1_000_660_000);
        Program created = create(pod, "restricted");
        assertThat(created.exitCode()).as(created.output()).isZero();
    }

    @Test
    void with_an_overlay_cni_replicas_use_the_network_of_the_node_and_none_of_the_kubelets_ports() {
        Rendering rendering = chart("eks-overlay-cni", "self-managed");
        ObjectNode pod = rendering.pod();
        assertThat(pod.at("/spec/hostNetwork").asBoolean()).isTrue();
        assertThat(pod.at("/spec/dnsPolicy").asText()).isEqualTo("ClusterFirstWithHostNet");
        assertThat(ports(pod)).containsExactly(10251, 10252);
        assertThat(pod.at("/spec/containers/0/args").toString()).contains("--port=10251", "--management-port=10252");
        assertThat(rendering
                        .only("Deployment")
                        .at("/spec/strategy/rollingUpdate")
                        .toString())
                .as("a node's ports are free when the old replica is gone")
                .isEqualTo("{\"maxUnavailable\":1,\"maxSurge\":0}");
        Program restricted = create(pod, "restricted");
        assertThat(restricted.exitCode()).isNotZero();
        assertThat(restricted.err()).contains("violates PodSecurity", "hostNetwork=true");
        Program privileged = create(pod, "privileged");
        assertThat(privileged.exitCode()).as(privileged.output()).isZero();
    }

    @Test
    void on_fargate_a_replica_has_another_port_than_the_kubelet_and_no_network_of_a_node() {
        ObjectNode pod = chart("fargate", "self-managed").pod();
        assertThat(pod.path("spec").has("hostNetwork")).isFalse();
        assertThat(ports(pod)).containsExactly(10251, 8080);
        assertThat(pod.at("/spec/containers/0/args").toString()).contains("--port=10251");
    }

    private static List<Integer> ports(JsonNode pod) {
        return StreamSupport.stream(pod.at("/spec/containers/0/ports").spliterator(), false)
                .map(port -> port.path("containerPort").asInt())
                .toList();
    }
}
