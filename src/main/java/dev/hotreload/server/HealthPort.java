package dev.hotreload.server;

import dev.hotreload.server.jetty.CloseReason;
import dev.hotreload.server.jetty.DetachedResponses;
import dev.hotreload.server.jetty.JsonErrors;
import dev.hotreload.server.jetty.LimitedPort;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.server.jetty.RequestError;
import dev.hotreload.usage.UsageException;
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
 * A plain port of health and metrics: {@code /livez}, {@code /readyz}, {@code /metrics}. It has its own threads, none
 * of which ever waits for a client, and its own connections.
 */
public final class HealthPort {

    /** How many connections may be open at once: those of kubelet and Prometheus are a handful. */
    static final int CONNECTIONS = 64;

    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final ListenAddress address;
    private final LimitedPort port;
    private final Javalin javalin;

    /** What a process shows on its port, and who hears of failures there. */
    public interface Owner {

        /** Returns why the process is not ready; empty when it is. */
        Optional<String> unready();

        /** Returns all that is counted and measured. */
        PrometheusRegistry registry();

        /** Hears of a connection that the port closed early. */
        void closed(CloseReason reason);

        /** Hears of an unexpected failure while a request was answered. */
        void failedInRequest(Throwable failure);

        /** Hears of an unexpected failure of a thread of the port. */
        void failedInBackground(Throwable failure);
    }

    /**
     * Makes the port; {@link #open} opens it.
     *
     * @param name of the port, for its thread
     * @param bind the address to listen on
     * @param number of the port; 0 picks a free one
     */
    public HealthPort(String name, String bind, int number, Limits.Timeouts timeouts, Owner owner) {
        address = new ListenAddress(bind, number);
        port = new LimitedPort(name, CONNECTIONS, timeouts, owner::closed, owner::failedInBackground);
        javalin = Javalin.create(config -> {
            WebhookListener.quiet(config);
            config.jetty.threadPool = new QueuedThreadPool(8, 2);
            config.jetty.modifyServer(server -> {
                server.setErrorHandler(new JsonErrors());
                server.insertHandler(new DetachedResponses());
            });
            config.jetty.addConnector(this::connector);
            config.routes.get("/livez", context -> context.result("ok\n"));
            config.routes.get("/readyz", context -> ready(context, owner.unready()));
            config.routes.get("/metrics", context -> metrics(context, owner.registry()));
            config.routes.exception(HttpResponseException.class, (e, context) -> refuse(context, e.getStatus()));
            config.routes.exception(Exception.class, (e, context) -> {
                owner.failedInRequest(e);
                refuse(context, RequestError.INTERNAL.status());
            });
        });
    }

    /**
     * Opens the port.
     *
     * @param option that gives the port, for the message
     * @throws UsageException when it cannot be opened
     */
    public void open(String option) throws UsageException {
        address.require(option);
        address.open(this::start, option);
    }

    void start() {
        javalin.start();
        port.start();
    }

    /** Returns the number of the port. */
    public int number() {
        return javalin.port();
    }

    /** Closes the port and ends its threads. */
    public void stop() {
        javalin.stop();
        port.stop();
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = port.connector(server, http);
        connector.setHost(address.address());
        connector.setPort(address.port());
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
