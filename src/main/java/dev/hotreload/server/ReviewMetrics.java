package dev.hotreload.server;

import dev.hotreload.admission.DecisionKind;
import dev.hotreload.admission.Response;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The metrics of reviews. */
final class ReviewMetrics {

    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };
    private static final double[] MARGIN_SECONDS = {0, 0.1, 0.25, 0.5, 1, 1.5, 2, 5, 10, 20, 30};
    private static final double[] BYTES = {1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 8_388_608};

    private final Counter reviews;
    private final Histogram duration;
    private final Histogram size;
    private final Gauge inFlight;
    private final Counter patchCheckFailures;
    private final Histogram margin;

    ReviewMetrics(PrometheusRegistry registry) {
        reviews = Counter.builder()
                .name("hot_reload_reviews_total")
                .help("Reviews answered, by decision and first reason.")
                .labelNames("decision", "reason", "mode", "dry_run")
                .register(registry);
        duration = Histogram.builder()
                .name("hot_reload_review_duration_seconds")
                .help("Time from a body to its response.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(SECONDS)
                .register(registry);
        size = Histogram.builder()
                .name("hot_reload_request_size_bytes")
                .help("Size of request bodies.")
                .unit(Unit.BYTES)
                .classicUpperBounds(BYTES)
                .register(registry);
        inFlight = Gauge.builder()
                .name("hot_reload_requests_in_flight")
                .help("Reviews in progress.")
                .register(registry);
        patchCheckFailures = Counter.builder()
                .name("hot_reload_patch_check_failures_total")
                .help("Patches that failed their own check and were not sent.")
                .register(registry);
        margin = Histogram.builder()
                .name("hot_reload_deadline_margin_seconds")
                .help("Time left of the caller's deadline when the response was ready.")
                .unit(Unit.SECONDS)
                .classicUpperBounds(MARGIN_SECONDS)
                .register(registry);
        for (DecisionKind decision : DecisionKind.values()) {
            initSeries(decision);
        }
    }

    void inFlight(int change) {
        inFlight.inc(change);
    }

    void reviewed(Response response, int bytes, Duration took) {
        String reason =
                response.reasons().isEmpty() ? "" : response.reasons().get(0).code();
        reviews.labelValues(
                        response.disposition().toString(),
                        reason,
                        response.mode().toString(),
                        Boolean.toString(response.request().dryRun()))
                .inc();
        if (response.reasons().contains(Reason.PATCH_CHECK_FAILED)) {
            patchCheckFailures.inc();
        }
        size.observe(bytes);
        duration.observe(seconds(took));
    }

    void deadlineMargin(Duration left) {
        margin.observe(seconds(left));
    }

    private void initSeries(DecisionKind decision) {
        for (Mode mode : modes(decision)) {
            for (String dryRun : List.of("false", "true")) {
                for (String reason : firstReasons(decision, mode)) {
                    reviews.initLabelValues(decision.toString(), reason, mode.toString(), dryRun);
                }
            }
        }
    }

    private static List<Mode> modes(DecisionKind decision) {
        return switch (decision) {
            case PATCHED -> List.of(Mode.ENFORCE);
            case WOULD_PATCH -> List.of(Mode.AUDIT);
            case BLOCKED, COMPLIANT -> List.of(Mode.ENFORCE, Mode.AUDIT);
            case SKIPPED, ERROR -> List.of(Mode.values());
        };
    }

    /** Returns the codes of all reasons that can come first with a decision in a mode; "" where there may be none. */
    private static List<String> firstReasons(DecisionKind decision, Mode mode) {
        List<String> codes = List.of(Reason.values()).stream()
                .filter(reason -> mayComeFirst(reason, decision, mode))
                .map(Reason::code)
                .toList();
        return switch (decision) {
            case PATCHED, WOULD_PATCH, COMPLIANT ->
                Stream.concat(Stream.of(""), codes.stream()).toList();
            case BLOCKED, SKIPPED, ERROR -> codes;
        };
    }

    private static boolean mayComeFirst(Reason reason, DecisionKind decision, Mode mode) {
        return switch (decision) {
            case PATCHED, WOULD_PATCH, COMPLIANT ->
                reason.kind() == Reason.Kind.LEFT_OUT || reason.kind() == Reason.Kind.ADVICE;
            case BLOCKED -> reason.kind() == Reason.Kind.BLOCKED;
            case ERROR -> reason == Reason.UNREADABLE_POD || reason == Reason.PATCH_CHECK_FAILED;
            case SKIPPED ->
                (reason.kind() == Reason.Kind.SKIP && mode != Mode.OFF)
                        || reason == Reason.NOT_POD_CREATION
                        || reason == Reason.MIRROR_POD
                        || (reason == Reason.MODE_OFF && mode == Mode.OFF);
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
