package dev.hotreload.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts, dashboard and runbook agree with each other and with the metrics that there are. */
class MonitoringTest {

    private static final Path COMPONENT = Path.of("manifests/monitoring");
    private static final Path OF_CHART = Path.of("manifests/helm/prometheus-hot-reload/files");
    private static final Pattern METRIC = Pattern.compile("\\b(?:hot_reload|apiserver|jvm|process)_\\w+");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$");

    /** What the API servers and {@code hot-reload scan} expose. */
    private static final Set<String> OF_OTHERS = Set.of(
            "apiserver_admission_webhook_fail_open_count",
            "hot_reload_running_servers",
            "hot_reload_scan_last_success_timestamp_seconds");

    private static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        ManifestFixtures.read(OF_CHART.resolve("alerts.yaml"))
                .get(0)
                .at("/groups/0/rules")
                .forEach(alerts::add);
        assertThat(alerts).hasSizeGreaterThan(10);
        return alerts;
    }

    private static List<String> names() {
        return alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        alerts().forEach(alert -> expressions.add(alert.path("expr").asText()));
        JsonNode dashboard = ManifestFixtures.JSON.readTree(
                COMPONENT.resolve("dashboard.json").toFile());
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        return expressions;
    }

    @Test
    void chart_and_component_have_the_same_alerts_and_the_same_dashboard() throws IOException {
        assertThat(ManifestFixtures.read(COMPONENT.resolve("prometheusrule.yaml"))
                        .get(0)
                        .get("spec"))
                .isEqualTo(
                        ManifestFixtures.read(OF_CHART.resolve("alerts.yaml")).get(0));
        assertThat(OF_CHART.resolve("dashboard.json")).hasSameTextualContentAs(COMPONENT.resolve("dashboard.json"));
    }

    @Test
    void each_alert_links_to_its_heading_in_the_runbook_which_has_no_other() throws IOException {
        List<String> headings = HEADING.matcher(Files.readString(Path.of("docs/runbook.md")))
                .results()
                .map(heading -> heading.group(1))
                .toList();
        assertThat(headings).isEqualTo(names());
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .endsWith("/docs/runbook.md#" + alert.path("alert").asText().toLowerCase(java.util.Locale.ROOT));
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/annotations/description").asText()).isNotEmpty();
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
        });
    }

    @Test
    void each_alert_has_a_test_in_which_it_fires_and_one_in_which_it_does_not() {
        List<String> fire = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        ManifestFixtures.read(Path.of("src/test/resources/monitoring/alerts_test.yaml"))
                .get(0)
                .get("tests")
                .forEach(test -> test.get("alert_rule_test")
                        .forEach(at -> (at.get("exp_alerts").isEmpty() ? rest : fire)
                                .add(at.get("alertname").asText())));
        assertThat(fire).containsExactlyInAnyOrderElementsOf(names());
        assertThat(rest).containsAll(names());
    }

    @Test
    void every_metric_of_alerts_and_dashboard_exists() throws Exception {
        Set<String> used = new TreeSet<>();
        for (String expression : expressions()) {
            METRIC.matcher(expression)
                    .results()
                    .map(metric -> metric.group().replaceFirst("_(bucket|count|sum)$", ""))
                    .forEach(used::add);
        }
        Set<String> exposed = new TreeSet<>();
        OF_OTHERS.forEach(metric -> exposed.add(metric.replaceFirst("_(bucket|count|sum)$", "")));
        try (TestServer server = TestServer.start()) {
            Pattern type = Pattern.compile("(?m)^# TYPE (\\w+)");
            type.matcher(server.get("/metrics").body()).results().forEach(found -> exposed.add(found.group(1)));
        }
        assertThat(exposed).containsAll(used);
        assertThat(used).hasSizeGreaterThan(20);
    }
}
