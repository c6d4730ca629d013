package dev.hotreload.server;

import dev.hotreload.certificate.ManagedCertificate;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What is true at the moment of a scrape: nothing is stored for it. */
final class StateMetrics {

    private StateMetrics() {}

    static void register(PrometheusRegistry registry, Lifecycle lifecycle, Readiness readiness) {
        gauge(
                registry,
                "hot_reload_ready",
                "Whether reviews should be sent to this replica, as /readyz says.",
                () -> readiness.unready().isEmpty());
        gauge(
                registry,
                "hot_reload_draining",
                "Whether this replica shuts down and finishes what is in flight.",
                () -> lifecycle.is(Lifecycle.Stage.DRAINING) || lifecycle.is(Lifecycle.Stage.CLOSING));
        GaugeWithCallback.builder()
                .name("hot_reload_authority_expiry_timestamp_seconds")
                .help(
                        "When the authority of self-managed certificates expires, in seconds since 1970; +Inf with any other"
                                + " certificate.")
                .unit(Unit.SECONDS)
                .callback(gauge -> gauge.call(expiry(readiness.managed())))
                .register(registry);
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, BooleanSupplier holds) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(holds.getAsBoolean() ? 1 : 0))
                .register(registry);
    }

    private static double expiry(Optional<ManagedCertificate> managed) {
        return managed.flatMap(ManagedCertificate::authorityExpiry)
                .map(Instant::getEpochSecond)
                .map(Long::doubleValue)
                .orElse(Double.POSITIVE_INFINITY);
    }
}
