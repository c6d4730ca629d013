package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.Command;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans of a real API server with the rights that the chart gives, and reports that it accepts. */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@FieldSource("dev.hotreload.it.RealParts#KUBERNETES")
class ScanIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Pattern SCANS = Pattern.compile(" scans: http://localhost:(\\d+)/metrics\n");
    private static final String ACCOUNT = "system:serviceaccount:hot-reload:hot-reload-scan";
    private static final String RELOADER = "{name: r, image: \"ghcr.io/jimmidyson/configmap-reload:v0.12.0\", args:"
            + " [\"--webhook-url=http://localhost:9090/-/reload\"]}";

    @TempDir
    static Path all;

    /** Of Kubernetes: JUnit gives it to {@code start} as well. */
    @Parameter
    String version;

    private static Path folder;
    private static ControlPlane cluster;
    private static Rendering chart;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws IOException {
        folder = Files.createDirectories(all.resolve(version));
        cluster = ControlPlane.start(version, folder);
        cluster.done("apply", "-f", "src/test/resources/crd");
        for (String namespace : List.of("hot-reload", "monitoring", "legacy", "team-a")) {
            cluster.done("create", "namespace", namespace);
        }
        cluster.done("label", "namespace", "hot-reload", "pod-security.kubernetes.io/enforce=restricted");
        chart = Rendering.chart("--set=scan.enabled=true,scan.reports=openreports");
        cluster.done("apply", "-f", chart.write(folder.resolve("chart.json")).toString());
        cluster.done("wait", "--for=condition=established", "crd", "--all", "--timeout=30s");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        cluster.close();
    }

    private static void create(String namespace, String name, String arguments) throws IOException {
        JsonNode pod =
                ManifestFixtures.parse("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec:
                  containers:
                    - {name: p, image: "prom/prometheus:v2.48.0", args: [%s]}
                    - %s
                """.formatted(name, arguments, RELOADER)).get(0);
        cluster.done(
                "-n",
                namespace,
                "create",
                "-f",
                Files.writeString(folder.resolve("pod.json"), pod.toString()).toString());
    }

    private static String get(String url) {
        try {
            return PodOnThisMachine.HTTP
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String metrics(Program scan) {
        Matcher said = SCANS.matcher(scan.out());
        assertThat(said.find()).as(scan.output()).isTrue();
        return get("http://127.0.0.1:" + said.group(1) + "/metrics");
    }

    private static double metric(Program scan, String series) {
        return metrics(scan)
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static double servers(Program scan, String state) {
        return metric(scan, "hot_reload_running_servers{state=\"" + state + "\"}");
    }

    /** How many running containers the live review would patch. */
    private static long reviewed() throws IOException {
        Command review = Command.run("review", "--live", "-A", "-o", "json", "--kubeconfig=" + cluster.kubeconfig());
        JsonNode findings = ManifestFixtures.JSON.readTree(review.out()).get("findings");
        return StreamSupport.stream(findings.spliterator(), false)
                .filter(finding -> finding.path("kind").asText().equals("Pod"))
                .filter(finding -> finding.path("verdict").asText().equals("patch"))
                .count();
    }

    private static Program scan(Path kubeconfig) {
        Program scan = Program.hotReload(
                "scan",
                "--interval=200ms",
                "--reports",
                "--bind-address=127.0.0.1",
                "--port=0",
                "--kubeconfig=" + kubeconfig);
        await().atMost(MINUTE).until(() -> SCANS.matcher(scan.out()).find() || !scan.isAlive());
        return scan;
    }

    @Test
    void scans_follow_the_pods_and_outlive_an_api_server_that_is_away() throws IOException {
        create("monitoring", "lacking", "--config.file=/a");
        create("team-a", "lacking", "--config.file=/a");
        create("team-a", "compliant", "--web.enable-lifecycle, --storage.tsdb.wal-compression");
        create("team-a", "blocked", "--no-web.enable-lifecycle");
        int port = cluster.client().getMasterUrl().getPort();
        try (Balancer network = Balancer.start()) {
            network.add(port);
            Path account = cluster.account("hot-reload", "hot-reload-scan");
            Files.writeString(account, Files.readString(account).replace(":" + port, ":" + network.port()));
            try (Program scan = scan(account)) {
                await().atMost(MINUTE).until(() -> servers(scan, "lacks_flags") == 2);
                assertThat(reviewed()).isEqualTo(2);
                assertThat(servers(scan, "reloadable")).isEqualTo(1);
                assertThat(servers(scan, "blocked")).isEqualTo(1);
                assertThat(servers(scan, "no_reloader")).isZero();
                promtool(metrics(scan));

                network.remove(port);
                String away = "hot_reload_scan_errors_total{kind=\"api_server\"}";
                await().atMost(MINUTE).until(() -> metric(scan, away) >= 2);
                assertThat(servers(scan, "lacks_flags")).as("the last numbers").isEqualTo(2);

                network.add(port);
                cluster.done("-n", "monitoring", "delete", "pod", "lacking", "--grace-period=0", "--force");
                await().atMost(MINUTE).until(() -> servers(scan, "lacks_flags") == 1);
                assertThat(reviewed()).isEqualTo(1);
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() ->
                                assertThat(reports()).as(scan.err()).isEqualTo("team-a/hot-reload-scan 1 pass 2 fail"));

                scan.terminate();
                assertThat(scan.exitCode()).as(scan.err()).isZero();
            }
        }
        cluster.done("-n", "team-a", "delete", "pods", "--all", "--grace-period=0", "--force");
    }

    private static String reports() {
        return cluster.done(
                        "get",
                        "reports.openreports.io",
                        "-A",
                        "-l",
                        "app.kubernetes.io/managed-by=hot-reload-scan",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name} {.summary.pass} pass"
                                + " {.summary.fail} fail{end}")
                .strip();
    }

    private static void promtool(String metrics) throws IOException {
        Path file = Files.writeString(folder.resolve("metrics"), metrics);
        try (Program promtool = Program.start(List.of("sh", "-c", RealParts.PROMTOOL + " check metrics < " + file))) {
            assertThat(promtool.exitCode()).as(promtool.output()).isZero();
            assertThat(promtool.output()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openreports", "policyreport"})
    void the_api_server_accepts_the_reports_of_a_review(String format) throws IOException {
        String input = "src/test/resources/review/reports/input.yaml";
        for (String namespace : List.of("monitoring", "")) {
            Command review = Command.run("review", input, "-n", namespace, "-o", format);
            Path file = Files.writeString(folder.resolve("reports.json"), review.out());
            Program applied = cluster.kubectl("apply", "--validate=strict", "-f", file.toString());
            assertThat(applied.exitCode()).as(applied.output()).isZero();
            assertThat(applied.err()).as("no warning").isEmpty();
            assertThat(applied.out().lines()).hasSize(2).allMatch(line -> line.contains("/hot-reload-review "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "list, pods, yes",
        "list, namespaces, yes",
        "get, mutatingwebhookconfigurations/hot-reload, yes",
        "create, reports.openreports.io, yes",
        "get, mutatingwebhookconfigurations/other, no",
        "patch, mutatingwebhookconfigurations/hot-reload, no",
        "list, secrets, no",
        "list, deployments.apps, no",
        "get, configmaps, no",
        "create, pods, no",
        "patch, pods, no",
        "delete, pods, no",
        "create, pods/exec, no",
        "patch, policyreports.wgpolicyk8s.io, no",
    })
    void the_account_may_do_this_and_not_that(String verb, String resource, String answer) {
        Program may = cluster.kubectl("auth", "can-i", verb, resource, "-A", "--as=" + ACCOUNT);
        assertThat(may.out().strip()).as(may.err()).isEqualTo(answer);
    }

    @Test
    void its_pod_meets_the_restricted_standard() {
        JsonNode deployment = chart.objects().stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .filter(object -> object.at("/metadata/name").asText().equals("hot-reload-scan"))
                .findFirst()
                .orElseThrow();
        ObjectNode pod = deployment.at("/spec/template").deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.withObject("/metadata").put("name", "scan").put("namespace", "hot-reload");
        Path file = new Rendering(List.of(pod)).write(folder.resolve("scan-pod.json"));
        Program created = cluster.kubectl("create", "--dry-run=server", "-f", file.toString());
        assertThat(created.exitCode()).as(created.output()).isZero();
    }
}
