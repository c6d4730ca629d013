package dev.hotreload.server;

import dev.hotreload.admission.DecisionKind;
import dev.hotreload.admission.Response;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        size = Histogram.builder()
                .name("hot_reload_request_size_bytes")
                .help("Size of request bodies.")
                .unit(Unit.BYTES)
                .classicOnly()
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
                .classicOnly()
                .classicUpperBounds(MARGIN_SECONDS)
                .register(registry);
        for (DecisionKind decision : DecisionKind.values()) {
            initSeries(decision);
        }
    }

    void inFlight(int change) {
        inFlight.inc(change);
    }

    /** Counts a response; a trace that its caller records becomes the example of how long such a review takes. */
    void responded(Response response, int bytes, Duration took, Optional<TraceParent> trace) {
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
        trace.filter(TraceParent::sampled)
                .ifPresentOrElse(
                        sampled ->
                                duration.observeWithExemplar(seconds(took), Labels.of("trace_id", sampled.traceId())),
                        () -> duration.observe(seconds(took)));
    }

    void deadlineMargin(Duration left) {
        margin.observe(seconds(left));
    }

    private void initSeries(DecisionKind decision) {
        for (Mode mode : decision.modes()) {
            for (String dryRun : List.of("false", "true")) {
                if (decision.mayHaveNoReason()) {
                    reviews.initLabelValues(decision.toString(), "", mode.toString(), dryRun);
                }
                decision.reasonsIn(mode)
                        .forEach(reason ->
                                reviews.initLabelValues(decision.toString(), reason.code(), mode.toString(), dryRun));
            }
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
