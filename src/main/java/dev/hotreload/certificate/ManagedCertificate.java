package dev.hotreload.certificate;

import dev.hotreload.tls.KeyMaterial;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate that looks after itself. One Secret holds authority and serving certificate for all replicas; any of them
 * creates and renews it, and the API server decides between them by the Secret's resource version. The authorities are
 * registered in {@code caBundle} of our own MutatingWebhookConfiguration, and put back when somebody takes them out.
 *
 * <p>Looks every few seconds instead of watching: two small reads cost nothing, and there is no stream to lose.
 */
public final class ManagedCertificate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedCertificate.class);

    private final KubernetesClient client;
    private final Names names;
    private final CertificateSecret secret;
    private final CertificateSet.Lives lives;
    private final Duration poll;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "certificates");
    private Runnable changed = () -> {};
    private Optional<CertificateSet> last = Optional.empty();
    private @Nullable X509Certificate seenAuthority;
    private Instant seenSince = Instant.MAX;
    private volatile @Nullable KeyMaterial serving;
    private volatile Optional<String> unready = Optional.of("the certificate is not there yet");
    private volatile boolean closed;

    /**
     * What is looked after.
     *
     * @param namespace of Service and Secret
     * @param service whose name API servers call
     * @param registration the MutatingWebhookConfiguration
     */
    public record Names(String namespace, String service, String secret, String registration) {
        /** Returns the names by which the Service is called. */
        List<String> dns() {
            return List.of(
                    service + "." + namespace + ".svc",
                    service + "." + namespace + ".svc.cluster.local",
                    service + "." + namespace,
                    service);
        }
    }

    /**
     * How long things last.
     *
     * @param authority how long an authority lives
     * @param serving how long a serving certificate lives
     * @param propagation how long a new authority is registered before it is used
     * @param poll how often is looked
     */
    public record Times(Duration authority, Duration serving, Duration propagation, Duration poll) {
        /** An authority for two years, a serving certificate for 90 days; looked at every 5 seconds. */
        public static final Times DEFAULT =
                new Times(Duration.ofDays(730), Duration.ofDays(90), Duration.ofMinutes(1), Duration.ofSeconds(5));
    }

    /** Takes what is looked after; {@link #start} begins. The client is closed with this. */
    public ManagedCertificate(KubernetesClient client, Names names, Times times, Clock clock) {
        this.client = client;
        this.names = names;
        this.secret = new CertificateSecret(client, names.namespace(), names.secret());
        this.lives = new CertificateSet.Lives(times.authority(), times.serving(), times.propagation());
        this.poll = times.poll();
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Begins; {@code changed} is called on a thread of this after each change of {@link #serving}. */
    public void start(Runnable changed) {
        this.changed = changed;
        thread.start();
    }

    /** Returns what is to be served; empty as long as the API server has not been reached. */
    public Optional<KeyMaterial> serving() {
        return Optional.ofNullable(serving);
    }

    /** Returns why what is served does not yet chain to what is registered; empty when it does. */
    public Optional<String> unready() {
        return unready;
    }

    private void run() {
        String told = "";
        while (!closed) {
            try {
                look();
                told = "";
            } catch (KubernetesClientException e) {
                if (closed) {
                    // What was under way when the client was closed.
                    return;
                }
                // Its message may be long; the code says what a person needs. What is served goes on being served.
                String why = e.getCode() < 100
                        ? "the API server cannot be reached"
                        : "the API server answers " + e.getCode();
                if (serving == null) {
                    unready = Optional.of("the certificate is not there yet: " + why);
                }
                if (!why.equals(told)) {
                    LOG.atWarn().addKeyValue("error", why).log("Certificates could not be looked at; trying on");
                }
                told = why;
            } catch (RuntimeException e) {
                if (closed) {
                    return;
                }
                LOG.atError()
                        .addKeyValue("error", e.getClass().getName())
                        .log("Certificates: a bug of ours; trying on");
            }
            try {
                Thread.sleep(poll.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        CertificateSet current = stored();
        Optional<Registration> registration = Registration.read(client, names.registration());
        CertificateSet next =
                current.renewed(names.dns(), lives, clock.instant(), registeredSince(current, registration));
        if (!next.equals(current)) {
            current = written(next);
        }
        serve(current);
        if (registration.isEmpty()) {
            unready = Optional.of("there is no MutatingWebhookConfiguration " + names.registration());
            return;
        }
        if (!registration.get().has(current.bundle())) {
            registration.get().fillIn(client, current.bundle());
            LOG.info("The authorities were registered in caBundle");
        }
        unready = Optional.empty();
    }

    /** Returns what the Secret holds; makes it when there is none, of what is in memory if that is still good. */
    private CertificateSet stored() {
        Optional<CertificateSet> stored = secret.read();
        if (stored.isPresent()) {
            last = stored;
            return stored.get();
        }
        Optional<CertificateSet> remembered = last.filter(own -> own.isValid(clock.instant()));
        LOG.atInfo()
                .addKeyValue("fromMemory", remembered.isPresent())
                .log("The Secret holds no certificates; they are put there");
        return written(remembered.orElseGet(() -> CertificateSet.create(names.dns(), lives, clock.instant())));
    }

    /** Returns what the Secret holds when this has been written over what was read: this, or what another replica wrote first. */
    private CertificateSet written(CertificateSet next) {
        if (!secret.write(next)) {
            return stored();
        }
        last = Optional.of(next);
        LOG.atInfo()
                .addKeyValue("expiry", next.serving().expiry())
                .addKeyValue("authorities", next.authorities().size())
                .log("Certificates were written to the Secret");
        return next;
    }

    private void serve(CertificateSet current) {
        KeyMaterial before = serving;
        if (before == null || !before.chain().equals(current.serving().chain())) {
            serving = current.serving();
            changed.run();
        }
    }

    private Optional<Instant> registeredSince(CertificateSet current, Optional<Registration> registration) {
        X509Certificate newest = current.authorities().get(0);
        if (registration.filter(ours -> ours.trusts(newest)).isEmpty()) {
            seenAuthority = null;
            return Optional.empty();
        }
        if (!newest.equals(seenAuthority)) {
            seenAuthority = newest;
            seenSince = clock.instant();
        }
        return Optional.of(seenSince);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        client.close();
    }
}
