package dev.hotreload.server;

import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.server.jetty.BodyMemory;
import dev.hotreload.server.jetty.DetachedResponses;
import dev.hotreload.server.jetty.JsonErrors;
import dev.hotreload.server.jetty.LimitedPort;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.server.jetty.RequestBodyHandler;
import dev.hotreload.server.jetty.RequestError;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The port of the webhook: HTTPS, HTTP/1.1, {@code POST} of reviews and nothing else. */
final class WebhookListener {

    private static final int THREADS_BESIDES_REVIEWS = 32;

    private final ServerOptions options;
    private final Metrics metrics;
    private final Failures failures;
    private final BodyMemory memory;
    private final LimitedPort port;
    private final Javalin javalin;

    /**
     * Makes the listener; {@link #start} opens its port.
     *
     * @param handlers of bodies, by their paths
     * @param memory that all bodies share
     */
    WebhookListener(
            ServerOptions options,
            ServingTls tls,
            AdmissionEndpoint endpoint,
            Map<String, Function<byte[], AdmissionResult>> handlers,
            BodyMemory memory,
            Metrics metrics,
            Failures failures) {
        this.options = options;
        this.memory = memory;
        this.metrics = metrics;
        this.failures = failures;
        Limits limits = options.limits();
        port = new LimitedPort(
                Metrics.Port.WEBHOOK.label(),
                limits.connections(),
                limits.timeouts(),
                reason -> metrics.closed(Metrics.Port.WEBHOOK, reason),
                failures::inBackground);
        javalin = Javalin.create(config -> {
            quiet(config);
            config.jetty.threadPool = new QueuedThreadPool(limits.inFlight() + THREADS_BESIDES_REVIEWS, 4);
            config.http.prefer405over404 = true;
            config.http.maxRequestSize = limits.bodyBytes();
            config.jetty.modifyServer(this::limit);
            config.jetty.addConnector((server, http) -> connector(server, http, tls));
            handlers.forEach((path, handler) -> config.routes.post(path, context -> endpoint.handle(context, handler)));
            config.routes.exception(HttpResponseException.class, (e, context) -> refuse(endpoint, context, e));
            config.routes.exception(Exception.class, (e, context) -> endpoint.fail(context, "", e));
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

    /** Accepts no more connections; those that are open are still served. */
    void close() {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).close();
        }
    }

    /** Sends the clients of idle connections to another replica. */
    void sendElsewhere() {
        port.sendElsewhere();
    }

    /** Returns when the requests in flight are answered, or their time is over. */
    void stop() {
        javalin.stop();
        port.stop();
    }

    static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    /** Each handler is put before those that are there already. */
    private void limit(Server server) {
        server.setStopTimeout(options.drain().most().toMillis());
        server.setErrorHandler(new JsonErrors());
        server.insertHandler(new DetachedResponses());
        server.insertHandler(
                new RequestBodyHandler(options.limits().bodyBytes(), memory, metrics::error, failures::inRequest));
        server.insertHandler(new GracefulHandler());
    }

    private ServerConnector connector(Server server, HttpConfiguration http, ServingTls tls) {
        http.setRequestHeaderSize(options.limits().headerBytes());
        ServerConnector connector = port.connector(server, http, tls.factory());
        connector.setHost(options.addresses().bind());
        connector.setPort(options.addresses().port());
        return connector;
    }

    private static void refuse(AdmissionEndpoint endpoint, Context context, HttpResponseException e) {
        RequestError error = switch (e.getStatus()) {
            case 404 -> RequestError.NOT_FOUND;
            case 405 -> RequestError.METHOD_NOT_ALLOWED;
            default -> RequestError.BAD_REQUEST;
        };
        if (error == RequestError.METHOD_NOT_ALLOWED) {
            context.header("Allow", "POST");
        }
        endpoint.refuse(context, error);
    }
}
