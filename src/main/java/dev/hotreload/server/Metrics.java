package dev.hotreload.server;

import dev.hotreload.recording.RecordingResult;
import dev.hotreload.server.jetty.CloseReason;
import dev.hotreload.server.jetty.RequestError;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * All that is counted and measured. Labels have closed sets of values, whose series exist from the start; neither
 * namespace nor pod is a label.
 */
final class Metrics {

    /** The two ports. */
    enum Port {
        WEBHOOK,
        MANAGEMENT;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where an unexpected failure happened. */
    enum FailurePlace {
        REQUEST,
        BACKGROUND;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ReviewMetrics reviews = new ReviewMetrics(registry);
    private final Counter errors = Counter.builder()
            .name("hot_reload_errors_total")
            .help("Requests that were not reviewed, by kind of error.")
            .labelNames("kind")
            .register(registry);
    private final Counter failures = Counter.builder()
            .name("hot_reload_unexpected_failures_total")
            .help("Unexpected failures, each with a log line, by where they happened.")
            .labelNames("where")
            .register(registry);
    private final Counter closed = Counter.builder()
            .name("hot_reload_connections_closed_total")
            .help("Connections that the server closed before their clients did, by port and reason.")
            .labelNames("port", "reason")
            .register(registry);
    private final Gauge certificateExpiry = Gauge.builder()
            .name("hot_reload_certificate_expiry_timestamp_seconds")
            .help("When the serving certificate expires, in seconds since 1970.")
            .unit(Unit.SECONDS)
            .register(registry);
    private final ReloadMetrics certificate = new ReloadMetrics(registry, "certificate", "the serving certificate");
    private final ReloadMetrics config = new ReloadMetrics(registry, "config", "the configuration");
    private final Counter recordings = Counter.builder()
            .name("hot_reload_recordings_total")
            .help("Reviews that were to be recorded, by what became of them.")
            .labelNames("result")
            .register(registry);
    private final Info configInfo = Info.builder()
            .name("hot_reload_config_info")
            .help("The configuration in force, by the SHA-256 of its file; empty without a file.")
            .labelNames("sha256")
            .register(registry);

    Metrics(String version) {
        StandardMetrics.register(registry, version);
        List.of(RequestError.values()).forEach(error -> errors.initLabelValues(error.label()));
        List.of(FailurePlace.values()).forEach(place -> failures.initLabelValues(place.label()));
        for (Port port : Port.values()) {
            List.of(CloseReason.values()).forEach(reason -> closed.initLabelValues(port.label(), reason.label()));
        }
        List.of(RecordingResult.values()).forEach(result -> recordings.initLabelValues(result.label()));
    }

    PrometheusRegistry registry() {
        return registry;
    }

    ReviewMetrics reviews() {
        return reviews;
    }

    void error(RequestError error) {
        errors.labelValues(error.label()).inc();
    }

    void failed(FailurePlace place) {
        failures.labelValues(place.label()).inc();
    }

    void closed(Port port, CloseReason reason) {
        closed.labelValues(port.label(), reason.label()).inc();
    }

    void certificateExpires(Instant expiry) {
        certificateExpiry.set((double) expiry.getEpochSecond());
    }

    ReloadMetrics certificate() {
        return certificate;
    }

    void configInForce(String sha256) {
        configInfo.setLabelValues(sha256);
    }

    ReloadMetrics config() {
        return config;
    }

    void recorded(RecordingResult result) {
        recordings.labelValues(result.label()).inc();
    }
}
