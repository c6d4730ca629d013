package dev.hotreload.scan;

import dev.hotreload.server.StandardMetrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.List;

/** What scans have found. The gauges are there after the first scan that has read all pods. */
final class ScanMetrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Gauge servers = Gauge.builder()
            .name("hot_reload_running_servers")
            .help("Running Prometheus containers, by whether they can be reloaded, as of the last complete scan.")
            .labelNames("state")
            .register(registry);
    private final Gauge lastSuccess = Gauge.builder()
            .name("hot_reload_scan_last_success_timestamp_seconds")
            .help("When the last scan without an error ended, in seconds since 1970; 0 before the first.")
            .unit(Unit.SECONDS)
            .register(registry);
    private final Counter errors = Counter.builder()
            .name("hot_reload_scan_errors_total")
            .help("What scans could not do, by kind.")
            .labelNames("kind")
            .register(registry);

    ScanMetrics(String version) {
        StandardMetrics.register(registry, version);
        List.of(ScanError.Kind.values()).forEach(kind -> errors.initLabelValues(kind.label()));
    }

    PrometheusRegistry registry() {
        return registry;
    }

    void record(ScanResult result, Instant at) {
        result.counts().ifPresent(counts -> {
            for (ServerState state : ServerState.values()) {
                servers.labelValues(state.label()).set((double) counts.of(state));
            }
        });
        result.errors().forEach(error -> error(error.kind()));
        if (result.isSuccess()) {
            lastSuccess.set((double) at.getEpochSecond());
        }
    }

    void error(ScanError.Kind kind) {
        errors.labelValues(kind.label()).inc();
    }
}
