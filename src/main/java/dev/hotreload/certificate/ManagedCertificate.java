package dev.hotreload.certificate;

import dev.hotreload.background.BackgroundLoop;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.registration.Registration;
import dev.hotreload.tls.KeyMaterial;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate that the webhook manages itself. One Secret holds authority and serving certificate for all replicas.
 * Any replica creates and renews it; when two write at once, the Secret's resource version lets the first one win. The
 * authorities are registered in {@code caBundle} of the MutatingWebhookConfiguration of this installation, and restored
 * when somebody removes them.
 *
 * <p>Polls every few seconds instead of watching: two small reads cost little, and there is no stream to lose.
 */
public final class ManagedCertificate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagedCertificate.class);

    private final KubernetesClient client;
    private final InstallationNames names;
    private final CertificateSecret secret;
    private final CertificateSet.Lives lives;
    private final Duration poll;
    private final Clock clock;
    private Optional<CertificateSet> last = Optional.empty();
    private @Nullable X509Certificate seenAuthority;
    private Instant seenSince = Instant.MAX;
    private String lastRefusal = "";
    private boolean refusesPods;
    private @Nullable BackgroundLoop loop;
    private volatile @Nullable KeyMaterial serving;
    private volatile Optional<String> unready = Optional.of("the certificate is not there yet");
    private volatile Optional<Instant> authorityExpiry = Optional.empty();
    private volatile boolean closed;

    /**
     * How long things last.
     *
     * @param authority how long an authority lives
     * @param serving how long a serving certificate lives
     * @param propagation how long a new authority is registered before it is used
     * @param poll the time between two looks at Secret and registration
     */
    public record Times(Duration authority, Duration serving, Duration propagation, Duration poll) {
        /** An authority for two years, a serving certificate for 90 days, a look every 5 seconds. */
        public static final Times DEFAULT =
                new Times(Duration.ofDays(730), Duration.ofDays(90), Duration.ofMinutes(1), Duration.ofSeconds(5));
    }

    /** Makes it without asking the API server; {@link #start} does. The client is closed with this. */
    public ManagedCertificate(KubernetesClient client, InstallationNames names, Times times, Clock clock) {
        this.client = client;
        this.names = names;
        this.secret = new CertificateSecret(client, names);
        this.lives = new CertificateSet.Lives(times.authority(), times.serving(), times.propagation());
        this.poll = times.poll();
        this.clock = clock;
    }

    /**
     * Starts its thread.
     *
     * @param changed called on that thread after each change of {@link #serving}
     * @param failures called on that thread for unexpected failures, after which it continues
     */
    public void start(Runnable changed, Consumer<Throwable> failures) {
        loop = new BackgroundLoop(
                "certificates",
                () -> {
                    round(changed);
                    Thread.sleep(poll.toMillis());
                },
                failures);
        loop.start();
    }

    /** Returns the pair to serve; empty until the API server has been reached. */
    public Optional<KeyMaterial> serving() {
        return Optional.ofNullable(serving);
    }

    /** Returns when the newest authority expires; empty until the API server has been reached. */
    public Optional<Instant> authorityExpiry() {
        return authorityExpiry;
    }

    /** Returns why the served certificate does not yet chain to the registered authorities; empty when it does. */
    public Optional<String> unready() {
        return unready;
    }

    /** Looks once; an API server that refuses or is away is reported once and asked again in the next round. */
    void round(Runnable changed) {
        try {
            CertificateSet stored = stored();
            Optional<Registration> registration = Registration.read(client, names.registration());
            CertificateSet current = renewed(stored, registration);
            authorityExpiry =
                    Optional.of(current.authorities().get(0).getNotAfter().toInstant());
            serve(current, changed);
            unready = register(current, registration);
            warnOfFail(registration);
            lastRefusal = "";
        } catch (KubernetesClientException e) {
            if (closed) {
                return;
            }
            // Its message may be long; the code says what a person needs.
            String why =
                    e.getCode() < 100 ? "the API server cannot be reached" : "the API server answers " + e.getCode();
            if (serving == null) {
                unready = Optional.of("the certificate is not there yet: " + why);
            }
            if (!why.equals(lastRefusal)) {
                LOG.atWarn()
                        .addKeyValue("error", why)
                        .log("Cannot check the certificates; retrying, and serving the current one");
            }
            lastRefusal = why;
        }
    }

    private CertificateSet renewed(CertificateSet stored, Optional<Registration> registration) {
        CertificateSet next =
                stored.renewed(names.hosts(), lives, clock.instant(), registeredSince(stored, registration));
        return next.equals(stored) ? stored : written(next);
    }

    /**
     * Returns the content of the Secret. Restores it from memory, or creates it, when it is not there or cannot be
     * served.
     */
    private CertificateSet stored() {
        Optional<CertificateSet> stored =
                secret.read().filter(set -> last.equals(Optional.of(set)) || set.isServable());
        if (stored.isPresent()) {
            last = stored;
            return stored.get();
        }
        Optional<CertificateSet> remembered = last.filter(own -> own.isValid(clock.instant()));
        LOG.atInfo()
                .addKeyValue("secret", names.secret())
                .log(remembered.isPresent() ? "Restoring the certificates of the Secret" : "Creating certificates");
        return written(remembered.orElseGet(() -> CertificateSet.create(names.hosts(), lives, clock.instant())));
    }

    /** Writes to the Secret; returns what it then holds, which is what another replica wrote if that was first. */
    private CertificateSet written(CertificateSet next) {
        if (!secret.write(next)) {
            return stored();
        }
        last = Optional.of(next);
        LOG.atInfo()
                .addKeyValue("expiry", next.serving().expiry())
                .addKeyValue("authorities", next.authorities().size())
                .log("Wrote certificates to the Secret");
        return next;
    }

    private void serve(CertificateSet current, Runnable changed) {
        KeyMaterial before = serving;
        if (before != null && before.chain().equals(current.serving().chain())) {
            return;
        }
        boolean served = false;
        try {
            serving = current.serving();
            changed.run();
            served = true;
        } finally {
            // Otherwise the next round would not try again.
            serving = served ? current.serving() : before;
        }
    }

    /** Registers the authorities where they are not; returns why that is impossible, empty when it is done. */
    private Optional<String> register(CertificateSet current, Optional<Registration> registration) {
        if (registration.isEmpty()) {
            return Optional.of("there is no MutatingWebhookConfiguration " + names.registration());
        }
        if (!registration.get().hasBundle(current.bundle())) {
            registration.get().setBundle(client, current.bundle());
            LOG.info("Registered the authorities in caBundle");
        }
        return Optional.empty();
    }

    /** Warns once of a registration that refuses pods everywhere. To stop serving would only make that happen. */
    private void warnOfFail(Optional<Registration> registration) {
        boolean refuses =
                registration.filter(Registration::refusesPodsEverywhere).isPresent();
        if (refuses && !refusesPods) {
            LOG.atWarn()
                    .addKeyValue("registration", names.registration())
                    .log(
                            "failurePolicy is Fail and no selector asks for a label: no pod of the cluster starts while the"
                                    + " webhook is away. Set failurePolicy to Ignore, or select namespaces by a label");
        }
        refusesPods = refuses;
    }

    private Optional<Instant> registeredSince(CertificateSet current, Optional<Registration> registration) {
        X509Certificate newest = current.authorities().get(0);
        if (registration.filter(ours -> ours.trusts(newest)).isEmpty()) {
            seenAuthority = null;
            return Optional.empty();
        }
        Instant now = clock.instant();
        // After a step back of the clock the wait starts once more, instead of lasting as long as the step.
        if (!newest.equals(seenAuthority) || now.isBefore(seenSince)) {
            seenAuthority = newest;
            seenSince = now;
        }
        return Optional.of(seenSince);
    }

    @Override
    public void close() {
        closed = true;
        if (loop != null) {
            loop.close();
        }
        client.close();
    }
}
