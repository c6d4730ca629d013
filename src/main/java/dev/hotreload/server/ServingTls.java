package dev.hotreload.server;

import dev.hotreload.certificate.ManagedCertificate;
import dev.hotreload.tls.ClientAuthentication;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.Pem;
import dev.hotreload.tls.SelfSignedCertificate;
import dev.hotreload.tls.ServerContext;
import dev.hotreload.usage.UsageException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS side of the webhook's port: its certificate and the clients that it accepts, both reloaded without a pause.
 */
final class ServingTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServingTls.class);

    private final ServerOptions options;
    private final Optional<KeyMaterial> warmUp;
    private final Metrics metrics;
    private final Clock clock;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private volatile KeyMaterial serving;

    /**
     * Loads certificate and authorities.
     *
     * @param warmUp the client as which the server calls itself, which is always accepted; empty where any client is
     * @throws UsageException when they cannot be used
     */
    ServingTls(ServerOptions options, Optional<KeyMaterial> warmUp, Metrics metrics, Clock clock)
            throws UsageException {
        this.options = options;
        this.warmUp = warmUp;
        this.metrics = metrics;
        this.clock = clock;
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        // CBC suites need care against padding oracles, and no client needs them.
        factory.addExcludeCipherSuites(".*_CBC_.*");
        factory.setNeedClientAuth(options.clients().isPresent());
        serving = load();
        factory.setSslContext(context(serving));
        metrics.certificateExpires(serving.expiry());
        metrics.certificate().loaded();
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    X509Certificate certificate() {
        return serving.chain().get(0);
    }

    /** Returns why clients do not accept the certificate at this time, by the wall clock; empty when they do. */
    Optional<String> invalid() {
        Instant now = clock.instant();
        if (now.isBefore(serving.start())) {
            return Optional.of("the serving certificate is not valid yet; is the clock right?");
        }
        return now.isBefore(serving.expiry()) ? Optional.empty() : Optional.of("the serving certificate has expired");
    }

    /** Loads certificate and authorities again, tries them, and only then serves them; otherwise all stays as it is. */
    synchronized void reload() {
        boolean loaded = false;
        try {
            KeyMaterial next = load();
            SSLContext context = context(next);
            factory.reload(changed -> changed.setSslContext(context));
            serving = next;
            metrics.certificateExpires(next.expiry());
            loaded = true;
            LOG.atInfo().addKeyValue("expiry", next.expiry()).log("Certificate reloaded");
        } catch (UsageException e) {
            LOG.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("Cannot use the new certificate; keeping the current one");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Jetty refused a TLS context that has been tried", e);
        } finally {
            metrics.certificate().reloaded(loaded ? ReloadResult.SUCCESS : ReloadResult.FAILURE);
        }
    }

    private KeyMaterial load() throws UsageException {
        if (options.certificate() instanceof ServerOptions.Certificate.Files pem) {
            return KeyMaterial.read(pem.certificate(), pem.key());
        }
        // Until the certificate of the cluster is there, one that nobody trusts: the port is open, and readiness
        // refused.
        return options.certificate()
                .managed()
                .flatMap(ManagedCertificate::serving)
                .orElseGet(() -> SelfSignedCertificate.create("hot-reload self-signed", clock.instant()));
    }

    private SSLContext context(KeyMaterial identity) throws UsageException {
        return ServerContext.tried(identity, clients(), warmUp);
    }

    private Optional<ClientAuthentication> clients() throws UsageException {
        if (options.clients().isEmpty()) {
            return Optional.empty();
        }
        ServerOptions.Clients accepted = options.clients().get();
        return Optional.of(new ClientAuthentication(
                Pem.certificates(accepted.authority()),
                accepted.names(),
                warmUp.orElseThrow().chain().get(0)));
    }
}
