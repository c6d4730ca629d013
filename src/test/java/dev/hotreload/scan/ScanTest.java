package dev.hotreload.scan;

import static dev.hotreload.scan.RunningPods.annotation;
import static dev.hotreload.scan.RunningPods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One scan: what it counts, what it asks for, and what it says when the API server does not give it. */
class ScanTest {

    private static final String PODS = "/api/v1/pods";

    @TempDir
    Path folder;

    private Command scan(PodServer cluster, String... options) {
        return Command.run(Stream.concat(
                        Stream.of(
                                "scan",
                                "--once",
                                "--kubeconfig",
                                cluster.kubeconfig(folder).toString()),
                        Arrays.stream(options))
                .toArray(String[]::new));
    }

    private static String counts(int reloadable, int lacking, int blocked, int alone) {
        return "Running Prometheus servers: " + (reloadable + lacking + blocked + alone) + ". Reloadable: " + reloadable
                + ", without their flags: " + lacking + ", blocked: " + blocked + ", without a reloader: " + alone
                + ".\n";
    }

    @ParameterizedTest
    @CsvSource({
        "compliant, 1, 0, 0, 0",
        "lacking, 0, 1, 0, 0",
        "blocked, 0, 0, 1, 0",
        "alone, 0, 0, 0, 1",
        "signal, 1, 0, 0, 0",
        "version1, 1, 0, 0, 0",
        "other, 0, 0, 0, 0",
    })
    void a_running_container_is_in_one_state(String kind, int reloadable, int lacking, int blocked, int alone) {
        try (PodServer cluster = PodServer.of(pod(kind, "a"))) {
            Command scan = scan(cluster);
            assertThat(scan.err()).isEmpty();
            assertThat(scan.out()).isEqualTo(counts(reloadable, lacking, blocked, alone));
            assertThat(scan.exitCode()).isZero();
        }
    }

    @Test
    void what_the_webhook_is_not_for_and_what_does_not_run_is_not_counted() {
        String ended = pod("lacking", "done").replace("Running", "Succeeded");
        String leaving = pod("lacking", "leaving")
                .replace("\"namespace\"", "\"deletionTimestamp\": \"2026-11-25T00:00:00Z\", \"namespace\"");
        try (PodServer cluster = PodServer.of(
                ended,
                leaving,
                pod("lacking", "monitoring", "off", annotation("prometheus-hot-reload/mode", "off")),
                pod(
                        "lacking",
                        "monitoring",
                        "known",
                        annotation("prometheus-hot-reload/ignore", "MissingFlags because it is a test")),
                pod("lacking", "kube-system", "elsewhere", ""),
                pod("lacking", "counted"))) {
            assertThat(scan(cluster).out()).isEqualTo(counts(0, 1, 0, 0));
        }
    }

    @Test
    void the_numbers_are_those_of_the_live_review() throws IOException {
        try (PodServer cluster = PodServer.of(
                pod("lacking", "a"),
                pod("lacking", "b"),
                pod("compliant", "c"),
                pod("blocked", "d"),
                pod("alone", "e"),
                pod("lacking", "kube-system", "f", ""),
                pod("lacking", "monitoring", "g", annotation("prometheus-hot-reload/mode", "audit")),
                pod("lacking", "monitoring", "h", annotation("prometheus-hot-reload/mode", "off")))) {
            Command review = Command.run(
                    "review",
                    "--live",
                    "-A",
                    "-o",
                    "json",
                    "--kubeconfig",
                    cluster.kubeconfig(folder).toString());
            JsonNode findings = ManifestFixtures.JSON.readTree(review.out()).get("findings");
            long lacking = StreamSupport.stream(findings.spliterator(), false)
                    .filter(finding -> finding.path("kind").asText().equals("Pod"))
                    .filter(finding -> finding.path("verdict").asText().equals("patch"))
                    .count();
            assertThat(lacking).isEqualTo(3);
            assertThat(scan(cluster).out()).isEqualTo(counts(1, (int) lacking, 1, 1));
        }
    }

    @Test
    void pods_are_read_page_by_page_and_nothing_else_is_read_but_namespaces_and_registration() {
        try (PodServer cluster = new PodServer(1_100, i -> pod("lacking", "p-" + i), 500)) {
            assertThat(scan(cluster).out()).isEqualTo(counts(0, 1_100, 0, 0));
            assertThat(cluster.asked("GET").stream().map(path -> path.replaceAll("labelSelector=.*", "labelSelector=")))
                    .containsExactly(
                            "/version",
                            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/hot-reload",
                            "/api/v1/namespaces?labelSelector=",
                            PODS + "?limit=500",
                            PODS + "?limit=500&continue=500",
                            PODS + "?limit=500&continue=1000");
            assertThat(cluster.asked()).hasSize(6);
        }
    }

    @Test
    void the_registration_of_another_name_says_for_which_namespaces_the_webhook_is() {
        try (PodServer cluster = PodServer.of(pod("lacking", "a"))) {
            scan(cluster, "--registration=reloads");
            assertThat(cluster.asked("GET"))
                    .contains("/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/reloads");
        }
    }

    @Test
    void the_configuration_decides_as_it_does_for_the_webhook() throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"), "mode: \"off\"\n");
        try (PodServer cluster = PodServer.of(pod("lacking", "a"))) {
            assertThat(scan(cluster, "--config=" + config).out()).isEqualTo(counts(0, 0, 0, 0));
            Files.writeString(config, "mode: perhaps\n");
            Command broken = scan(cluster, "--config=" + config);
            assertThat(broken.err()).startsWith(config + ":1: ");
            assertThat(broken.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void a_pod_that_cannot_be_judged_is_named_and_all_others_are_counted() {
        String wrong =
                pod("lacking", "wrong").replace("\"spec\": {\"containers\": [", "\"spec\": {\"containers\": [7, ");
        try (PodServer cluster = PodServer.of(wrong, pod("complex", "complex"), pod("lacking", "a"))) {
            Command scan = scan(cluster);
            assertThat(scan.err())
                    .startsWith("Pods that cannot be judged: 2. The first: monitoring/wrong: ")
                    .hasLineCount(1);
            assertThat(scan.out()).isEqualTo(counts(0, 1, 0, 0));
            assertThat(scan.exitCode())
                    .as("its owner can make such a pod at any time")
                    .isZero();
        }
    }

    @Test
    void without_the_right_to_list_pods_there_are_no_numbers() {
        try (PodServer cluster = PodServer.of(pod("lacking", "a"))) {
            cluster.refuse(PODS, 403, "pods is forbidden: User x cannot list resource pods");
            Command scan = scan(cluster);
            assertThat(scan.out()).isEmpty();
            assertThat(scan.err()).contains(" answers 403 to /api/v1/pods: ", "Use an account with the right");
            assertThat(scan.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void without_the_right_to_list_namespaces_the_numbers_are_those_of_the_manifests_selector() {
        try (PodServer cluster = PodServer.of(pod("lacking", "a"), pod("lacking", "kube-system", "b", ""))) {
            cluster.refuse("/api/v1/namespaces", 403, "no");
            Command scan = scan(cluster);
            assertThat(scan.err()).startsWith("cannot list namespaces: that is not allowed (403)");
            assertThat(scan.out()).isEqualTo(counts(0, 1, 0, 0));
            assertThat(scan.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void an_api_server_that_is_away_is_named_once() {
        try (PodServer cluster = PodServer.of()) {
            cluster.goAway();
            Command scan = scan(cluster);
            assertThat(scan.err())
                    .contains("cannot be reached: connection refused.")
                    .hasLineCount(1);
            assertThat(scan.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void a_list_that_breaks_off_gives_no_numbers() {
        try (PodServer cluster = new PodServer(
                600,
                i -> {
                    if (i == 550) {
                        throw new IllegalStateException("the connection breaks");
                    }
                    return pod("lacking", "p-" + i);
                },
                500)) {
            Command scan = scan(cluster, "--request-timeout=5s");
            assertThat(scan.out()).isEmpty();
            assertThat(scan.err()).hasLineCount(1);
            assertThat(scan.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void the_names_of_states_are_those_of_the_metric() {
        assertThat(Arrays.stream(ServerState.values()).map(ServerState::label).collect(Collectors.joining("|")))
                .isEqualTo("reloadable|lacks_flags|blocked|no_reloader");
    }
}
