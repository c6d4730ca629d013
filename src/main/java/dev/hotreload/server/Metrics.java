package dev.hotreload.server;

import dev.hotreload.admission.DecisionKind;
import dev.hotreload.admission.Response;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import dev.hotreload.server.jetty.RequestError;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is counted and measured. Labels hold closed sets only, and their series exist from the start; no namespace and no
 * pod is a label.
 */
final class Metrics {

    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
    private static final double[] MARGIN_SECONDS = {0, 0.1, 0.25, 0.5, 1, 1.5, 2, 5, 10, 20, 30};
    private static final double[] BYTES = {1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 8_388_608};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter reviews = Counter.builder()
            .name("hot_reload_reviews_total")
            .help("Reviews answered, by what became of them and the first reason.")
            .labelNames("decision", "reason", "mode", "dry_run")
            .register(registry);
    private final Histogram duration = Histogram.builder()
            .name("hot_reload_review_duration_seconds")
            .help("Time from a body to its answer.")
            .unit(Unit.SECONDS)
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Histogram size = Histogram.builder()
            .name("hot_reload_request_size_bytes")
            .help("Size of request bodies.")
            .unit(Unit.BYTES)
            .classicUpperBounds(BYTES)
            .register(registry);
    private final Gauge inFlight = Gauge.builder()
            .name("hot_reload_requests_in_flight")
            .help("Reviews being worked on.")
            .register(registry);
    private final Counter errors = Counter.builder()
            .name("hot_reload_errors_total")
            .help("Requests that were not reviewed, by why.")
            .labelNames("kind")
            .register(registry);
    private final Counter patchCheckFailures = Counter.builder()
            .name("hot_reload_patch_check_failures_total")
            .help("Patches that did not hold their own check and were not sent.")
            .register(registry);
    private final Histogram margin = Histogram.builder()
            .name("hot_reload_deadline_margin_seconds")
            .help("What was left of the caller's deadline when the answer was ready.")
            .unit(Unit.SECONDS)
            .classicUpperBounds(MARGIN_SECONDS)
            .register(registry);
    private final Gauge certificateExpiry = Gauge.builder()
            .name("hot_reload_certificate_expiry_timestamp_seconds")
            .help("When the serving certificate expires, in seconds since 1970.")
            .unit(Unit.SECONDS)
            .register(registry);
    private final Counter certificateReloads = reloads("certificate", "serving certificate");
    private final Counter configReloads = reloads("config", "configuration");
    private final Info config = Info.builder()
            .name("hot_reload_config_info")
            .help("The configuration in force, by the SHA-256 of its file; empty without one.")
            .labelNames("sha256")
            .register(registry);

    Metrics(String version) {
        Info.builder()
                .name("hot_reload_build_info")
                .help("The version that runs, and the Java it runs on.")
                .labelNames("version", "java_version")
                .register(registry)
                .addLabelValues(version, Runtime.version().toString());
        JvmMetrics.builder().register(registry);
        for (RequestError error : RequestError.values()) {
            errors.initLabelValues(error.label());
        }
        for (boolean dryRun : List.of(false, true)) {
            for (DecisionKind disposition : DecisionKind.values()) {
                initReviews(disposition, Boolean.toString(dryRun));
            }
        }
    }

    PrometheusRegistry registry() {
        return registry;
    }

    void inFlight(int change) {
        inFlight.inc(change);
    }

    void responded(Response response, int bytes, Duration took) {
        String reason = response.summary().leadingReason().map(Reason::code).orElse("");
        reviews.labelValues(
                        response.summary().decision().toString(),
                        reason,
                        response.summary().mode().toString(),
                        Boolean.toString(response.request().dryRun()))
                .inc();
        if (response.summary().reasons().contains(Reason.PATCH_CHECK_FAILED)) {
            patchCheckFailures.inc();
        }
        size.observe(bytes);
        duration.observe(seconds(took));
    }

    void deadlineMargin(Duration left) {
        margin.observe(seconds(left));
    }

    void error(RequestError error) {
        errors.labelValues(error.label()).inc();
    }

    void certificate(Instant expiry) {
        certificateExpiry.set((double) expiry.getEpochSecond());
    }

    void certificateReloaded(boolean success) {
        certificateReloads.labelValues(result(success)).inc();
    }

    void config(String sha256) {
        config.setLabelValues(sha256);
    }

    void configReloaded(boolean success) {
        configReloads.labelValues(result(success)).inc();
    }

    private Counter reloads(String what, String words) {
        Counter counter = Counter.builder()
                .name("hot_reload_" + what + "_reloads_total")
                .help("Reloads of the " + words + ", by result.")
                .labelNames("result")
                .register(registry);
        counter.initLabelValues(result(true));
        counter.initLabelValues(result(false));
        return counter;
    }

    private void initReviews(DecisionKind decision, String dryRun) {
        for (Mode mode : decision.modes()) {
            if (decision.mayHaveNoReason()) {
                reviews.initLabelValues(decision.toString(), "", mode.toString(), dryRun);
            }
            decision.reasonsIn(mode)
                    .forEach(reason ->
                            reviews.initLabelValues(decision.toString(), reason.code(), mode.toString(), dryRun));
        }
    }

    private static String result(boolean success) {
        return success ? "success" : "failure";
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
