package dev.hotreload.benchmark;

import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.ServerContext;
import dev.hotreload.usage.UsageException;
import io.javalin.Javalin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A handler that reads the body and answers a constant: no webhook on Javalin can be faster. */
public final class ConstantHandler {

    private ConstantHandler() {}

    /** Serves with a certificate and its key, PEM files, on a free port, which it prints. */
    public static void main(String[] arguments) throws GeneralSecurityException, UsageException {
        KeyMaterial identity = KeyMaterial.read(Path.of(arguments[0]), Path.of(arguments[1]));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(ServerContext.context(Optional.of(identity), new TrustManager[0]));
        byte[] answer = "{\"kind\":\"AdmissionReview\"}".getBytes(StandardCharsets.US_ASCII);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.threadPool = new QueuedThreadPool(64, 4);
            config.http.maxRequestSize = 7L << 20;
            config.jetty.addConnector((server, http) -> {
                SslConnectionFactory ssl = new SslConnectionFactory(tls, "http/1.1");
                ssl.setEnsureSecureRequestCustomizer(false);
                ServerConnector connector = new ServerConnector(server, ssl, new HttpConnectionFactory(http));
                connector.setHost("127.0.0.1");
                return connector;
            });
            config.routes.post("/mutate", context -> {
                context.bodyAsBytes();
                context.contentType("application/json").result(answer);
            });
        });
        javalin.start();
        System.out.println("127.0.0.1:" + javalin.port());
    }
}
