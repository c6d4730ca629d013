package dev.hotreload.server;

import dev.hotreload.server.jetty.DetachedResponses;
import dev.hotreload.server.jetty.JsonErrors;
import dev.hotreload.server.jetty.LimitedPort;
import dev.hotreload.server.jetty.RequestError;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The plain port of health and metrics: {@code /livez}, {@code /readyz}, {@code /metrics}. It has its own threads, none
 * of which ever waits for a client, and its own connections.
 */
final class ManagementListener {

    /** How many connections may be open at once: those of kubelet and Prometheus are a handful. */
    static final int CONNECTIONS = 64;

    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final LimitedPort port;
    private final Javalin javalin;

    ManagementListener(ServerOptions options, Readiness readiness, Metrics metrics, Failures failures) {
        port = new LimitedPort(
                Metrics.Port.MANAGEMENT.label(),
                CONNECTIONS,
                options.limits().timeouts(),
                reason -> metrics.closed(Metrics.Port.MANAGEMENT, reason),
                failures::inBackground);
        javalin = Javalin.create(config -> {
            WebhookListener.quiet(config);
            config.jetty.threadPool = new QueuedThreadPool(8, 2);
            config.jetty.modifyServer(server -> {
                server.setErrorHandler(new JsonErrors());
                server.insertHandler(new DetachedResponses());
            });
            config.jetty.addConnector((server, http) -> connector(server, http, options.addresses()));
            config.routes.get("/livez", context -> context.result("ok\n"));
            config.routes.get("/readyz", context -> ready(context, readiness.unready()));
            config.routes.get("/metrics", context -> metrics(context, metrics.registry()));
            config.routes.exception(HttpResponseException.class, (e, context) -> refuse(context, e.getStatus()));
            config.routes.exception(Exception.class, (e, context) -> {
                failures.inRequest(e);
                refuse(context, RequestError.INTERNAL.status());
            });
        });
    }

    void start() {
        javalin.start();
        port.start();
    }

    /** Returns the number of the port. */
    int port() {
        return javalin.port();
    }

    void stop() {
        javalin.stop();
        port.stop();
    }

    private ServerConnector connector(Server server, HttpConfiguration http, ServerOptions.Addresses addresses) {
        ServerConnector connector = port.connector(server, http);
        connector.setHost(addresses.bind());
        connector.setPort(addresses.managementPort());
        return connector;
    }

    private static void refuse(Context context, int status) {
        context.status(status)
                .contentType("application/json")
                .result(RequestError.json(
                        status == 404 ? "there is nothing here; see /livez, /readyz, /metrics" : "the request failed"));
    }

    private static void ready(Context context, Optional<String> unready) {
        context.status(unready.isPresent() ? 503 : 200)
                .result(unready.map(why -> "not ready: " + why + "\n").orElse("ok\n"));
    }

    private static void metrics(Context context, PrometheusRegistry registry) throws IOException {
        ExpositionFormatWriter writer = FORMATS.findWriter(context.header("Accept"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        writer.write(bytes, registry.scrape());
        context.contentType(writer.getContentType()).result(bytes.toByteArray());
    }
}
