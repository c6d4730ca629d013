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
import java.util.Set;

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

    void reviewed(Response outcome, int bytes, Duration took) {
        String reason =
                outcome.reasons().isEmpty() ? "" : outcome.reasons().get(0).code();
        reviews.labelValues(
                        outcome.disposition().toString(),
                        reason,
                        outcome.mode().toString(),
                        Boolean.toString(outcome.request().dryRun()))
                .inc();
        if (outcome.reasons().contains(Reason.PATCH_CHECK_FAILED)) {
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

    private void initReviews(DecisionKind disposition, String dryRun) {
        for (Mode mode : modes(disposition)) {
            if (Set.of(DecisionKind.PATCHED, DecisionKind.WOULD_PATCH, DecisionKind.COMPLIANT)
                    .contains(disposition)) {
                reviews.initLabelValues(disposition.toString(), "", mode.toString(), dryRun);
            }
            for (Reason reason : Reason.values()) {
                if (mayComeFirst(reason, disposition, mode)) {
                    reviews.initLabelValues(disposition.toString(), reason.code(), mode.toString(), dryRun);
                }
            }
        }
    }

    private static List<Mode> modes(DecisionKind disposition) {
        return switch (disposition) {
            case PATCHED -> List.of(Mode.ENFORCE);
            case WOULD_PATCH -> List.of(Mode.AUDIT);
            case BLOCKED, COMPLIANT -> List.of(Mode.ENFORCE, Mode.AUDIT);
            case SKIPPED, ERROR -> List.of(Mode.values());
        };
    }

    private static boolean mayComeFirst(Reason reason, DecisionKind disposition, Mode mode) {
        boolean advised = reason.kind() == Reason.Kind.LEFT_OUT || reason.kind() == Reason.Kind.ADVICE;
        boolean failed = reason == Reason.UNREADABLE_POD || reason == Reason.PATCH_CHECK_FAILED;
        return switch (disposition) {
            case PATCHED, WOULD_PATCH, COMPLIANT -> advised;
            case BLOCKED -> reason.kind() == Reason.Kind.BLOCKED;
            case ERROR -> failed;
            case SKIPPED ->
                (reason.kind() == Reason.Kind.SKIP && mode != Mode.OFF)
                        || reason == Reason.NOT_POD_CREATION
                        || reason == Reason.MIRROR_POD
                        || (reason == Reason.MODE_OFF && mode == Mode.OFF);
        };
    }

    private static String result(boolean success) {
        return success ? "success" : "failure";
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
