package dev.hotreload.server;

import dev.hotreload.server.jetty.CloseReason;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;

/** The plain port of health and metrics beside the webhook's own. */
final class ManagementListener {

    /** How many connections may be open at once. */
    static final int CONNECTIONS = HealthPort.CONNECTIONS;

    private final HealthPort port;

    ManagementListener(ServerOptions options, Readiness readiness, Metrics metrics, Failures failures) {
        port = new HealthPort(
                Metrics.Port.MANAGEMENT.label(),
                options.addresses().bind(),
                options.addresses().managementPort(),
                options.limits().timeouts(),
                new Webhook(readiness, metrics, failures));
    }

    private record Webhook(Readiness readiness, Metrics metrics, Failures failures) implements HealthPort.Owner {
        @Override
        public Optional<String> unready() {
            return readiness.unready();
        }

        @Override
        public PrometheusRegistry registry() {
            return metrics.registry();
        }

        @Override
        public void closed(CloseReason reason) {
            metrics.closed(Metrics.Port.MANAGEMENT, reason);
        }

        @Override
        public void failedInRequest(Throwable failure) {
            failures.inRequest(failure);
        }

        @Override
        public void failedInBackground(Throwable failure) {
            failures.inBackground(failure);
        }
    }

    void start() {
        port.start();
    }

    /** Returns the number of the port. */
    int port() {
        return port.number();
    }

    void stop() {
        port.stop();
    }
}
