package dev.hotreload.server;

import dev.hotreload.server.jetty.JsonErrors;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The plain port of health and metrics: {@code /livez}, {@code /readyz}, {@code /metrics}. */
final class ManagementListener {

    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    private final Javalin javalin;

    /**
     * Takes what is told.
     *
     * @param unready why the server is not ready; empty when it is
     */
    ManagementListener(ServerOptions options, Supplier<Optional<String>> unready, PrometheusRegistry registry) {
        javalin = Javalin.create(config -> {
            WebhookListener.quiet(config);
            config.jetty.threadPool = new QueuedThreadPool(8, 2);
            config.jetty.host = options.bindAddress();
            config.jetty.port = options.managementPort();
            config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            config.jetty.modifyServer(server -> server.setErrorHandler(new JsonErrors()));
            config.routes.get("/livez", context -> context.result("ok\n"));
            config.routes.get("/readyz", context -> ready(context, unready.get()));
            config.routes.get("/metrics", context -> metrics(context, registry));
        });
    }

    void start() {
        javalin.start();
    }

    /** Returns the port that is listened on. */
    int port() {
        return javalin.port();
    }

    void stop() {
        javalin.stop();
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
