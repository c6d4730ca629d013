package dev.hotreload.server;

import dev.hotreload.tls.CertificateFile;
import dev.hotreload.tls.ClientAuthentication;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.PemFiles;
import dev.hotreload.tls.SelfSignedCertificate;
import dev.hotreload.usage.UsageException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The TLS side of the webhook's port: its certificate, the clients it lets in, and both read anew without a pause. */
final class ServingTls {

    private static final Logger LOG = LoggerFactory.getLogger(ServingTls.class);

    private final ServerOptions.Certificate source;
    private final Optional<ServerOptions.Clients> clients;
    private final X509Certificate warmUp;
    private final Metrics metrics;
    private final Factory factory = new Factory();
    private volatile KeyMaterial serving;

    /**
     * Loads certificate and authorities.
     *
     * @param warmUp the certificate by which the server's own warm-up is let in
     * @throws UsageException when they cannot be used
     */
    ServingTls(
            ServerOptions.Certificate source,
            Optional<ServerOptions.Clients> clients,
            X509Certificate warmUp,
            Metrics metrics)
            throws UsageException {
        this.source = source;
        this.clients = clients;
        this.warmUp = warmUp;
        this.metrics = metrics;
        serving = load();
        factory.authentication = authentication();
        install(factory);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    X509Certificate certificate() {
        return serving.chain().get(0);
    }

    /** Returns whether the certificate is valid now, by the wall clock. */
    boolean isValid() {
        return serving.expiry().isAfter(Instant.now());
    }

    /** Takes what the files hold now; when that cannot be used, all stays as it is. */
    void reload() {
        try {
            KeyMaterial next = load();
            Optional<ClientAuthentication> authentication = authentication();
            factory.reload(changed -> {
                serving = next;
                factory.authentication = authentication;
                install(factory);
            });
            metrics.certificateReloaded(true);
            LOG.atInfo().addKeyValue("expiry", next.expiry()).log("The certificate was read anew");
        } catch (UsageException e) {
            failed(e.getMessage());
        } catch (Exception e) {
            failed("the TLS library refuses the certificate (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void failed(@Nullable String why) {
        metrics.certificateReloaded(false);
        LOG.atError().addKeyValue("error", why).log("The new certificate cannot be used; the old one stays");
    }

    private KeyMaterial load() throws UsageException {
        if (source instanceof ServerOptions.Certificate.Files pem) {
            return PemFiles.keyMaterial(pem.certificate(), pem.key());
        }
        // Until a certificate of the cluster is there, one that nobody trusts: the port is open, and readiness is
        // refused.
        Optional<KeyMaterial> managed = source instanceof ServerOptions.Certificate.Managed of
                ? of.certificate().serving()
                : Optional.empty();
        return managed.orElseGet(() -> SelfSignedCertificate.create("hot-reload self-signed"));
    }

    private Optional<ClientAuthentication> authentication() throws UsageException {
        if (clients.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> authorities = CertificateFile.read(clients.get().authority());
        return Optional.of(new ClientAuthentication(authorities, clients.get().names(), warmUp));
    }

    private void install(Factory target) {
        target.setKeyStore(serving.toKeyStore());
        metrics.certificate(serving.expiry());
    }

    /** Jetty's factory with our own say about clients. */
    private static final class Factory extends SslContextFactory.Server {
        private volatile Optional<ClientAuthentication> authentication = Optional.empty();

        Factory() {
            setKeyStorePassword("");
            setIncludeProtocols("TLSv1.2", "TLSv1.3");
            // Without the check a probe by IP address, which names no host, is served as well.
            setSniRequired(false);
        }

        @Override
        public boolean getNeedClientAuth() {
            return authentication.isPresent();
        }

        @Override
        protected TrustManager[] getTrustManagers(KeyStore trustStore, Collection<? extends CRL> crls)
                throws Exception {
            return authentication.isPresent()
                    ? new TrustManager[] {authentication.get()}
                    : super.getTrustManagers(trustStore, crls);
        }
    }
}
