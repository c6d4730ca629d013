package dev.hotreload.scan;

import dev.hotreload.background.BackgroundLoop;
import dev.hotreload.background.UnexpectedFailure;
import dev.hotreload.server.HealthPort;
import dev.hotreload.server.jetty.CloseReason;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.usage.UsageException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scans at an interval, and shows what was found on a port of its own, until it is closed. */
public final class ScanServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScanServer.class);
    private static final String PORT = "--port";

    private final Scan scan;
    private final Pause pause;
    private final Clock clock;
    private final ScanMetrics metrics;
    private final HealthPort port;
    private final BackgroundLoop loop;
    private volatile Optional<String> unready = Optional.of("no scan has read all pods yet");

    private ScanServer(Scan scan, Duration interval, Address address, String version, Clock clock) {
        this.scan = scan;
        this.clock = clock;
        pause = new Pause(interval);
        metrics = new ScanMetrics(version);
        port = new HealthPort(
                "health", address.bind(), address.port(), Limits.Timeouts.DEFAULT, new Shown(metrics, this));
        loop = new BackgroundLoop("scan", this::round, failure -> metrics.error(ScanError.Kind.INTERNAL));
    }

    /**
     * Where health and metrics are.
     *
     * @param port 0 picks a free one
     */
    public record Address(String bind, int port) {}

    /**
     * Opens the port and starts to scan.
     *
     * @param version shown by the metrics
     * @throws UsageException when the port cannot be opened
     */
    public static ScanServer start(Scan scan, Duration interval, Address address, String version, Clock clock)
            throws UsageException {
        ScanServer server = new ScanServer(scan, interval, address, version, clock);
        server.port.open(PORT);
        server.loop.start();
        return server;
    }

    /** What the port shows of the scans. */
    private record Shown(ScanMetrics metrics, ScanServer server) implements HealthPort.Owner {
        @Override
        public Optional<String> unready() {
            return server.unready;
        }

        @Override
        public PrometheusRegistry registry() {
            return metrics.registry();
        }

        @Override
        public void closed(CloseReason reason) {
            // Whoever scrapes tries again; there is nothing that a person could do.
        }

        @Override
        public void failedInRequest(Throwable failure) {
            failedInBackground(failure);
        }

        @Override
        public void failedInBackground(Throwable failure) {
            metrics.error(ScanError.Kind.INTERNAL);
        }
    }

    private void round() throws InterruptedException {
        Thread.sleep(pause.after(scanned()).toMillis());
    }

    /** Scans once. A bug must not make the next scan come sooner. */
    private Pause.Outcome scanned() {
        try {
            ScanResult result = scan.run();
            metrics.record(result, clock.instant());
            if (result.counts().isPresent()) {
                unready = Optional.empty();
            }
            log(result);
            return result.isSuccess() ? Pause.Outcome.SUCCESS : Pause.Outcome.FAILURE;
        } catch (RuntimeException | Error e) {
            UnexpectedFailure.log(LOG, e).log("A scan failed; " + UnexpectedFailure.PLEASE_REPORT);
            metrics.error(ScanError.Kind.INTERNAL);
            return Pause.Outcome.FAILURE;
        }
    }

    private static void log(ScanResult result) {
        for (ScanError error : result.errors()) {
            LOG.atWarn()
                    .addKeyValue("kind", error.kind().label())
                    .addKeyValue("error", error.message())
                    .log("A scan is incomplete");
        }
        result.counts()
                .ifPresent(counts -> LOG.atInfo()
                        .addKeyValue("reloadable", counts.of(ServerState.RELOADABLE))
                        .addKeyValue("lacksFlags", counts.of(ServerState.LACKS_FLAGS))
                        .addKeyValue("blocked", counts.of(ServerState.BLOCKED))
                        .addKeyValue("noReloader", counts.of(ServerState.NO_RELOADER))
                        .log("Scanned the running pods"));
    }

    /** Returns the number of the port. */
    public int port() {
        return port.number();
    }

    /** Ends the scans, also one that is in progress, and closes the port. */
    @Override
    public void close() {
        loop.close();
        port.stop();
    }
}
