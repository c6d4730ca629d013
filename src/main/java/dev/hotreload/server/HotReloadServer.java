package dev.hotreload.server;

import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.certificate.ManagedCertificate;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.SelfSignedCertificate;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook as a server, from start to end.
 *
 * <pre>{@code
 * HotReloadServer server = HotReloadServer.start(options, version);
 * …
 * server.drain();
 * }</pre>
 */
public final class HotReloadServer {

    private static final Logger LOG = LoggerFactory.getLogger(HotReloadServer.class);

    /** How long connections that were taken just before the listener closed may take to send their request. */
    private static final Duration LAST_ACCEPTED = Duration.ofMillis(500);

    private final ServerOptions options;
    private final Lifecycle lifecycle = new Lifecycle();
    private final String warmUpUid = "warm-up-" + UUID.randomUUID();
    private final KeyMaterial warmUpClient = SelfSignedCertificate.create("hot-reload warm-up");
    private final PolicySource policy;
    private final ServingTls tls;
    private final WebhookListener webhook;
    private final ManagementListener management;
    private final List<FileWatch> watches = new ArrayList<>();

    private HotReloadServer(ServerOptions options, String version) throws UsageException {
        this.options = options;
        Metrics metrics = new Metrics(version);
        // The watches first: what changes while it is being loaded must not be missed.
        watch(options.tlsFiles(), () -> tls().reload());
        watch(options.config().stream().toList(), () -> policy().reload());
        policy = new PolicySource(options.config(), metrics);
        tls = new ServingTls(
                options.certificate(), options.clients(), warmUpClient.chain().get(0), metrics);
        Map<String, Function<byte[], AdmissionResult>> handlers = Map.of(
                "/mutate", AdmissionHandler.ofPods(policy::policy)::handle,
                "/advise", AdmissionHandler.ofWorkloads(policy::policy)::handle);
        AdmissionEndpoint endpoint =
                new AdmissionEndpoint(lifecycle, metrics, options.limits().inFlight(), warmUpUid);
        webhook = new WebhookListener(options, tls, endpoint, handlers, metrics);
        management = new ManagementListener(options, this::unready, metrics.registry());
        watches.forEach(FileWatch::start);
    }

    /**
     * Starts both ports and returns when the server is ready.
     *
     * @param version told by the metrics
     * @throws UsageException when the options cannot be used: a file, a port
     */
    public static HotReloadServer start(ServerOptions options, String version)
            throws UsageException, InterruptedException {
        HotReloadServer server = new HotReloadServer(options, version);
        try {
            listen("management port", options.managementPort(), server.management::start);
            listen("port", options.port(), server.webhook::start);
            server.warmUp();
            // Behind the warm-up, which knows the server by the certificate that it began with.
            server.managed().ifPresent(certificate -> certificate.start(server.tls::reload));
            return server;
        } catch (UsageException | InterruptedException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** Returns the port of the webhook. */
    public int port() {
        return webhook.port();
    }

    /** Returns the port of health and metrics. */
    public int managementPort() {
        return management.port();
    }

    /**
     * Ends without losing a request: readiness is refused at once and requests go on being served for the delay, then the
     * listener closes, what it has accepted is served, and what is in flight may end.
     */
    public void drain() throws InterruptedException {
        lifecycle.enter(Lifecycle.Stage.DRAINING);
        LOG.atInfo().addKeyValue("delay", options.drain().delay()).log("Told to end; serving on for the delay");
        Thread.sleep(options.drain().delay().toMillis());
        try {
            webhook.close();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("error", e.getClass().getSimpleName()).log("The listener did not close cleanly");
        }
        Thread.sleep(LAST_ACCEPTED.toMillis());
        lifecycle.enter(Lifecycle.Stage.CLOSING);
        webhook.sendElsewhere();
        stop();
        LOG.info("Ended");
    }

    private ServingTls tls() {
        return tls;
    }

    private PolicySource policy() {
        return policy;
    }

    private void stop() {
        watches.forEach(FileWatch::close);
        managed().ifPresent(ManagedCertificate::close);
        webhook.stop();
        management.stop();
    }

    private void warmUp() throws UsageException, InterruptedException {
        URI address = URI.create("https://" + loopback() + ":" + webhook.port() + "/mutate");
        long start = System.nanoTime();
        try {
            new WarmUp(address, warmUpClient, tls.certificate(), warmUpUid).run();
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException("The server cannot reach its own port " + webhook.port() + ": " + e.getMessage()
                    + ". Look at the certificate and at --bind-address.");
        }
        lifecycle.enter(Lifecycle.Stage.SERVING);
        LOG.atInfo()
                .addKeyValue("port", webhook.port())
                .addKeyValue("managementPort", management.port())
                .addKeyValue("warmUpMillis", (System.nanoTime() - start) / 1_000_000)
                .log("Ready");
    }

    private String loopback() {
        String bound = options.bindAddress();
        if (bound.equals("0.0.0.0")) {
            return "127.0.0.1";
        }
        return bound.contains(":") ? "[" + (bound.equals("::") ? "::1" : bound) + "]" : bound;
    }

    private Optional<String> unready() {
        if (!lifecycle.is(Lifecycle.Stage.SERVING)) {
            return Optional.of(lifecycle.is(Lifecycle.Stage.STARTING) ? "warming up" : "about to end");
        }
        Optional<String> certificate = managed().flatMap(ManagedCertificate::unready);
        if (certificate.isPresent()) {
            return certificate;
        }
        return tls.isValid() ? Optional.empty() : Optional.of("the serving certificate has expired");
    }

    private Optional<ManagedCertificate> managed() {
        return options.certificate() instanceof ServerOptions.Certificate.Managed of
                ? Optional.of(of.certificate())
                : Optional.empty();
    }

    private void watch(List<Path> files, Runnable changed) {
        if (!files.isEmpty()) {
            watches.add(new FileWatch(files, options.filePoll(), changed));
        }
    }

    private static void listen(String what, int port, Runnable start) throws UsageException {
        try {
            start.run();
        } catch (RuntimeException e) {
            throw new UsageException(
                    "The " + what + " " + port + " cannot be listened on; is it in use? Choose another one.");
        }
    }
}
