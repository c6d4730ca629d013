package dev.hotreload.scan;

import static dev.hotreload.scan.RunningPods.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of a scan: what is written, what is deleted, and what becomes of a refusal. */
class ScanReportsTest {

    private static final String REPORTS = "/apis/openreports.io/v1alpha1/";

    @TempDir
    Path folder;

    private PodServer cluster;

    @BeforeEach
    void start() {
        cluster = PodServer.of(
                pod("lacking", "a"),
                pod("compliant", "b"),
                pod("blocked", "team-a", "c", ""),
                pod("alone", "kube-system", "d", ""));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private Command scan(String reports) {
        return Command.run(
                "scan",
                "--once",
                reports,
                "--kubeconfig",
                cluster.kubeconfig(folder).toString());
    }

    private static String report(String namespace) {
        return REPORTS + "namespaces/" + namespace + "/reports/hot-reload-scan?fieldManager=hot-reload-scan&force=true";
    }

    @Test
    void each_namespace_with_a_prometheus_gets_a_report_by_server_side_apply() throws IOException {
        Command scan = scan("--reports");
        assertThat(scan.err()).isEmpty();
        assertThat(scan.exitCode()).isZero();
        assertThat(cluster.asked("PATCH"))
                .containsExactly(report("kube-system"), report("monitoring"), report("team-a"));
        JsonNode monitoring = ManifestFixtures.JSON.readTree(cluster.asked().stream()
                .filter(asked -> asked.path().equals(report("monitoring")))
                .findFirst()
                .orElseThrow()
                .body());
        assertThat(monitoring.path("apiVersion").asText()).isEqualTo("openreports.io/v1alpha1");
        assertThat(monitoring.path("summary").toString())
                .isEqualTo("{\"pass\":1,\"fail\":1,\"warn\":0,\"error\":0,\"skip\":0}");
        JsonNode first = monitoring.at("/results/0");
        assertThat(first.path("rule").asText()).isEqualTo("MissingFlags");
        assertThat(first.path("resources").toString())
                .isEqualTo("[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"namespace\":\"monitoring\",\"name\":\"a\"}]");
        assertThat(first.at("/properties/restart").asText())
                .isEqualTo("kubectl -n monitoring rollout restart statefulset s-a");
    }

    @Test
    void the_older_api_gets_policy_reports() {
        assertThat(scan("--reports=policyreport").exitCode()).isZero();
        assertThat(cluster.asked("PATCH"))
                .hasSize(3)
                .allMatch(path -> path.startsWith("/apis/wgpolicyk8s.io/v1alpha2/namespaces/")
                        && path.contains("/policyreports/hot-reload-scan?"));
    }

    @Test
    void without_the_option_nothing_is_written() {
        Command.run("scan", "--once", "--kubeconfig", cluster.kubeconfig(folder).toString());
        assertThat(cluster.asked()).allMatch(asked -> asked.method().equals("GET"));
    }

    @Test
    void a_report_of_an_earlier_scan_about_a_namespace_without_prometheus_is_deleted() {
        String own = REPORTS + "reports?limit=500&labelSelector=app.kubernetes.io%2Fmanaged-by%3Dhot-reload-scan";
        cluster.answer(
                own,
                "{\"items\": [{\"metadata\": {\"namespace\": \"empty\", \"name\": \"hot-reload-scan\"}},"
                        + " {\"metadata\": {\"namespace\": \"monitoring\", \"name\": \"hot-reload-scan\"}},"
                        + " {\"metadata\": {\"namespace\": \"monitoring\", \"name\": \"hot-reload-scan-2\"}}]}");
        assertThat(scan("--reports").exitCode()).isZero();
        assertThat(cluster.asked("DELETE"))
                .containsExactlyInAnyOrder(
                        REPORTS + "namespaces/empty/reports/hot-reload-scan",
                        REPORTS + "namespaces/monitoring/reports/hot-reload-scan-2");
    }

    @Test
    void a_namespace_that_refuses_its_report_does_not_keep_the_others_from_theirs() {
        cluster.refuse(REPORTS + "namespaces/monitoring/", 403, "the namespace is being terminated");
        Command scan = scan("--reports");
        assertThat(scan.err())
                .startsWith("The report about namespace monitoring cannot be written: ")
                .contains(" 403 ", "the namespace is being terminated.")
                .hasLineCount(1);
        assertThat(scan.out()).as("the numbers are known all the same").startsWith("Running Prometheus servers: 3.");
        assertThat(scan.exitCode()).isEqualTo(2);
        assertThat(cluster.asked("PATCH")).contains(report("team-a"));
    }

    @Test
    void missing_definitions_are_named_with_what_to_do() {
        cluster.refuse(REPORTS, 404, "not found");
        assertThat(scan("--reports").err())
                .isEqualTo(
                        "The API server does not know reports.openreports.io. Install the custom resource definitions"
                                + " of openreports.io, or scan without --reports.\n");
        assertThat(cluster.asked("PATCH")).isEmpty();
    }

    @Test
    void pods_that_cannot_be_read_delete_no_report() {
        cluster.refuse("/api/v1/pods", 500, "etcd is slow");
        assertThat(scan("--reports").exitCode()).isEqualTo(2);
        assertThat(cluster.asked()).allMatch(asked -> List.of("GET").contains(asked.method()));
    }
}
