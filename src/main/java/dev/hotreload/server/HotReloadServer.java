package dev.hotreload.server;

import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.certificate.ManagedCertificate;
import dev.hotreload.recording.Endpoint;
import dev.hotreload.recording.Recorder;
import dev.hotreload.recording.RecordingFolder;
import dev.hotreload.server.jetty.BodyMemory;
import dev.hotreload.tls.KeyMaterial;
import dev.hotreload.tls.SelfSignedCertificate;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook as a server, from start to shutdown.
 *
 * <pre>{@code
 * HotReloadServer server = HotReloadServer.start(options, version);
 * …
 * server.shutDown();
 * }</pre>
 */
public final class HotReloadServer {

    private static final Logger LOG = LoggerFactory.getLogger(HotReloadServer.class);

    /** How long the clients of connections that were accepted last may take to send their request. */
    private static final Duration LAST_ACCEPTED = Duration.ofMillis(500);

    private final ServerOptions options;
    private final Lifecycle lifecycle = new Lifecycle();
    private final String warmUpUid = "warm-up-" + UUID.randomUUID();
    private final Optional<KeyMaterial> warmUpClient;
    private final HeapGuard heap = new HeapGuard();
    private final Failures failures;
    private final PolicySource policy;
    private final FileWatch policyWatch;
    private final Optional<Recorder> recorder;
    private final ServingTls tls;
    private final FileWatch tlsWatch;
    private final WebhookListener webhook;
    private final ManagementListener management;

    /** Loads all files. Opens nothing and starts no thread. */
    private HotReloadServer(ServerOptions options, String version, Clock clock) throws UsageException {
        this.options = options;
        warmUpClient =
                options.clients().map(accepted -> SelfSignedCertificate.create("hot-reload warm-up", clock.instant()));
        Metrics metrics = new Metrics(version);
        failures = new Failures(metrics, heap);
        // A watch remembers the files before they are loaded: no change in between is missed.
        policyWatch = new FileWatch(options.config().stream().toList(), options.filePoll());
        policy = new PolicySource(options.config(), metrics);
        tlsWatch = new FileWatch(options.tlsFiles().toList(), options.filePoll());
        tls = new ServingTls(options, warmUpClient, metrics, clock);
        AdmissionEndpoint endpoint = new AdmissionEndpoint(
                lifecycle, metrics, failures, options.limits().inFlight(), warmUpUid);
        recorder = recorder(version, metrics);
        Map<String, Function<byte[], AdmissionResult>> handlers =
                Arrays.stream(Endpoint.values()).collect(Collectors.toMap(Endpoint::path, this::handler));
        BodyMemory memory = new BodyMemory(Runtime.getRuntime().maxMemory());
        webhook = new WebhookListener(options, tls, endpoint, handlers, memory, metrics, failures);
        Readiness readiness =
                new Readiness(lifecycle, tls, options.certificate().managed());
        StateMetrics.register(metrics.registry(), lifecycle, readiness);
        management = new ManagementListener(options, readiness, metrics, failures);
    }

    private Function<byte[], AdmissionResult> handler(Endpoint at) {
        Function<byte[], AdmissionResult> handler = at.handler(policy::policy)::handle;
        return recorder.map(to -> to.recording(at, handler)).orElse(handler);
    }

    private Optional<Recorder> recorder(String version, Metrics metrics) throws UsageException {
        if (options.recordings().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Recorder(
                RecordingFolder.open(options.recordings().get()),
                new Recorder.Source(
                        version, policy::policy, request -> !request.uid().equals(warmUpUid)),
                metrics::recorded));
    }

    /**
     * Starts the server and returns when it is ready.
     *
     * @param version shown by the metrics
     * @throws UsageException when the options cannot be used: a file, a port
     */
    public static HotReloadServer start(ServerOptions options, String version)
            throws UsageException, InterruptedException {
        return start(options, version, Clock.systemUTC());
    }

    /** Starts the server with a clock that decides which certificates are valid. */
    static HotReloadServer start(ServerOptions options, String version, Clock clock)
            throws UsageException, InterruptedException {
        options.addresses().require();
        OpenFiles.check(options.limits());
        HotReloadServer server = new HotReloadServer(options, version, clock);
        try {
            server.open();
            server.warmUp();
            server.follow();
            server.lifecycle.enter(Lifecycle.Stage.SERVING);
            return server;
        } catch (UsageException | InterruptedException | RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /**
     * Shuts down without losing a request: readiness is refused at once, and requests are still served for the delay.
     * Then the listener is closed, the clients that it accepted last are served, idle ones are sent to another replica,
     * and what is in flight is finished. Returns when all that is done; a second call returns at once.
     */
    public synchronized void shutDown() throws InterruptedException {
        if (lifecycle.is(Lifecycle.Stage.CLOSING)) {
            return;
        }
        lifecycle.enter(Lifecycle.Stage.DRAINING);
        LOG.info("Shutdown requested; serving for another {}", options.drain().delay());
        Thread.sleep(options.drain().delay().toMillis());
        webhook.close();
        Thread.sleep(LAST_ACCEPTED.toMillis());
        lifecycle.enter(Lifecycle.Stage.CLOSING);
        webhook.sendElsewhere();
        stop();
        LOG.info("Stopped");
    }

    /** Returns when the server cannot continue because the heap is exhausted, which normally is never. */
    void awaitHeapExhausted() throws InterruptedException {
        heap.awaitExhausted();
    }

    /** Returns the port of the webhook. */
    public int port() {
        return webhook.port();
    }

    /** Returns the port of health and metrics. */
    public int managementPort() {
        return management.port();
    }

    private void open() throws UsageException {
        ServerOptions.Addresses addresses = options.addresses();
        addresses.management().open(management::start, ServerOptions.Addresses.MANAGEMENT_PORT);
        addresses.webhook().open(webhook::start, ServerOptions.Addresses.PORT);
    }

    private void warmUp() throws UsageException, InterruptedException {
        URI address =
                URI.create("https://" + options.addresses().loopback() + ":" + webhook.port() + Endpoint.MUTATE.path());
        long start = System.nanoTime();
        try {
            new WarmUp(address, warmUpClient, tls.certificate(), warmUpUid).run();
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException(
                    "The server cannot reach its own port " + webhook.port()
                            + ". Check the certificate and --bind-address.",
                    e);
        }
        LOG.atInfo()
                .addKeyValue("port", webhook.port())
                .addKeyValue("managementPort", management.port())
                .addKeyValue("warmUpMillis", (System.nanoTime() - start) / 1_000_000)
                .log("Ready");
    }

    /** Follows changes from now on. After the warm-up, which trusts only the certificate of the start. */
    private void follow() {
        heap.start();
        recorder.ifPresent(thread -> thread.start(failures::inBackground));
        policyWatch.start(policy::reload, failures::inBackground);
        tlsWatch.start(tls::reload, failures::inBackground);
        options.certificate()
                .managed()
                .ifPresent(certificate -> certificate.start(tls::reload, failures::inBackground));
    }

    private void stop() {
        policyWatch.close();
        tlsWatch.close();
        options.certificate().managed().ifPresent(ManagedCertificate::close);
        webhook.stop();
        recorder.ifPresent(Recorder::close);
        management.stop();
        heap.close();
    }
}
