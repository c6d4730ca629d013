package dev.hotreload.server;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;

/**
 * The metrics of files that are reloaded. The gauges are named as Prometheus names those of its own configuration
 * ({@code prometheus_config_last_reload_successful}), so that people know what to ask.
 */
final class ReloadMetrics {

    private final Counter reloads;
    private final Gauge successful;
    private final Gauge succeededAt;

    /**
     * Registers them.
     *
     * @param subject what is reloaded, as the names of the metrics call it
     * @param words what is reloaded, as a sentence calls it
     */
    ReloadMetrics(PrometheusRegistry registry, String subject, String words) {
        String prefix = "hot_reload_" + subject;
        reloads = Counter.builder()
                .name(prefix + "_reloads_total")
                .help("Reloads of " + words + ", by result.")
                .labelNames("result")
                .register(registry);
        successful = Gauge.builder()
                .name(prefix + "_last_reload_successful")
                .help("Whether the last attempt to load " + words + " succeeded.")
                .register(registry);
        succeededAt = Gauge.builder()
                .name(prefix + "_last_reload_success_timestamp_seconds")
                .help("When " + words + " was last loaded, in seconds since 1970.")
                .unit(Unit.SECONDS)
                .register(registry);
        List.of(ReloadResult.values()).forEach(result -> reloads.initLabelValues(result.label()));
    }

    /** Counts the load at the start, which is not a reload. */
    void loaded() {
        successful.set(1);
        succeededAt.set(System.currentTimeMillis() / 1e3);
    }

    void reloaded(ReloadResult result) {
        reloads.labelValues(result.label()).inc();
        switch (result) {
            case SUCCESS -> loaded();
            case FAILURE -> successful.set(0);
        }
    }
}
