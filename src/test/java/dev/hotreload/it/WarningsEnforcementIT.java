package dev.hotreload.it;

import static dev.hotreload.it.Enforcement.chartPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The policy that only warns, in the oldest API server that has such policies. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class WarningsEnforcementIT {

    @TempDir
    Path folder;

    @Test
    void it_warns_about_a_pod_that_lacks_the_flag_and_about_no_other() throws IOException {
        try (ControlPlane cluster = ControlPlane.start(RealParts.KUBERNETES.get(0), folder);
                Program policy = Program.hotReload("policy", "-o", "validatingadmissionpolicy")) {
            assertThat(policy.exitCode()).isZero();
            Path file = Files.writeString(folder.resolve("policy.yaml"), policy.out());
            cluster.done("create", "-f", file.toString());
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(warnings(cluster, chartPod("lacking")))
                            .contains("container prometheus-server: --web.enable-lifecycle is missing"));
            ObjectNode compliant = chartPod("compliant");
            ((ArrayNode) compliant.at("/spec/containers/1/args")).add("--web.enable-lifecycle");
            assertThat(warnings(cluster, compliant)).isEmpty();
        }
    }

    private String warnings(ControlPlane cluster, ObjectNode pod) throws IOException {
        Path file = Files.writeString(folder.resolve("pod.json"), pod.toString());
        Program created = cluster.kubectl("create", "--dry-run=server", "-f", file.toString());
        assertThat(created.exitCode()).as(created.err()).isZero();
        return created.err();
    }
}
