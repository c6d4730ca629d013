package dev.hotreload.server;

import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.server.jetty.JsonErrors;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.server.jetty.OpenConnections;
import dev.hotreload.server.jetty.RequestBodyHandler;
import dev.hotreload.server.jetty.RequestError;
import dev.hotreload.server.jetty.SlowRequests;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The port of the webhook: HTTPS, HTTP/1.1, {@code POST} of reviews and nothing else. */
final class WebhookListener {

    private static final int THREADS_BESIDES_REVIEWS = 32;

    private final OpenConnections connections = new OpenConnections();
    private final Javalin javalin;

    /**
     * Takes what is served.
     *
     * @param handlers of bodies, by their paths
     */
    WebhookListener(
            ServerOptions options,
            ServingTls tls,
            AdmissionEndpoint endpoint,
            Map<String, Function<byte[], AdmissionResult>> handlers,
            Metrics metrics) {
        Limits limits = options.limits();
        javalin = Javalin.create(config -> {
            quiet(config);
            config.jetty.threadPool = new QueuedThreadPool(limits.inFlight() + THREADS_BESIDES_REVIEWS, 4);
            config.http.prefer405over404 = true;
            config.http.maxRequestSize = limits.bodyBytes();
            config.jetty.modifyHttpConfiguration(http -> configure(http, limits));
            config.jetty.modifyServer(server -> {
                server.setStopTimeout(options.drain().most().toMillis());
                server.setErrorHandler(new JsonErrors());
                server.insertHandler(new RequestBodyHandler(limits.bodyBytes(), metrics::error));
                server.insertHandler(new GracefulHandler());
            });
            config.jetty.addConnector((server, http) -> connector(server, http, options, tls, connections));
            handlers.forEach((path, handler) -> config.routes.post(path, context -> endpoint.handle(context, handler)));
            config.routes.exception(HttpResponseException.class, (e, context) -> refuse(endpoint, context, e));
            config.routes.exception(Exception.class, (e, context) -> {
                DecisionLog.failed("", e);
                endpoint.refuse(context, RequestError.INTERNAL);
            });
        });
    }

    void start() {
        javalin.start();
    }

    /** Returns the port that is listened on. */
    int port() {
        return javalin.port();
    }

    /** Stops taking connections; those that are open are served on. */
    void close() throws IOException {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            ((ServerConnector) connector).close();
        }
    }

    /** Lets go of the connections that wait for a request. */
    void sendElsewhere() {
        connections.sendElsewhere();
    }

    /** Ends when what is in flight has ended, or its time is over. */
    void stop() {
        javalin.stop();
    }

    static void quiet(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static void configure(HttpConfiguration http, Limits limits) {
        http.setRequestHeaderSize(limits.headerBytes());
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.addCustomizer(new SecureRequestCustomizer(false));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, ServerOptions options, ServingTls tls, OpenConnections connections) {
        HttpConnectionFactory http11 = new HttpConnectionFactory(http);
        ServerConnector connector =
                new ServerConnector(server, new SslConnectionFactory(tls.factory(), http11.getProtocol()), http11);
        connector.setHost(options.bindAddress());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.limits().idle().toMillis());
        connector.addBean(connections);
        connector.addBean(new SlowRequests(connections, options.limits(), connector.getScheduler()));
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
