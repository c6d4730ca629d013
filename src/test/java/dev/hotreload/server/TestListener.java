package dev.hotreload.server;

import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.server.jetty.BodyMemory;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.KeyManager;

/** The listener of the webhook with a handler of the test's own. */
final class TestListener implements AutoCloseable {

    final Lifecycle lifecycle = new Lifecycle();
    final Metrics metrics = new Metrics("test");
    final HeapGuard heap = new HeapGuard();
    final HttpClient client = TestServer.client(TestServer.trustingContext(new KeyManager[0]));
    private final WebhookListener listener;

    private TestListener(Function<byte[], AdmissionResult> handler, int inFlight, BodyMemory memory)
            throws UsageException {
        Limits base = Limits.DEFAULT;
        ServerOptions options = TestServer.with(
                new Limits(base.headerBytes(), base.bodyBytes(), inFlight, base.connections(), base.timeouts()));
        Failures failures = new Failures(metrics, heap);
        listener = new WebhookListener(
                options,
                new ServingTls(options, Optional.empty(), metrics, Clock.systemUTC()),
                new AdmissionEndpoint(lifecycle, metrics, failures, inFlight, ""),
                Map.of("/mutate", handler),
                memory,
                metrics,
                failures);
        listener.start();
        heap.start();
    }

    static TestListener start(Function<byte[], AdmissionResult> handler, int inFlight) throws UsageException {
        return new TestListener(handler, inFlight, new BodyMemory(1L << 30));
    }

    static TestListener start(Function<byte[], AdmissionResult> handler, BodyMemory memory) throws UsageException {
        return new TestListener(handler, Limits.DEFAULT.inFlight(), memory);
    }

    int port() {
        return listener.port();
    }

    HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port() + "/mutate"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    HttpResponse<String> send(byte[] body) {
        return TestServer.send(client, request(body));
    }

    /** Sends the review that the pages show. */
    HttpResponse<String> send() {
        return send(example());
    }

    static byte[] example() {
        try {
            return Files.readAllBytes(Reviews.EXAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the value of a counter. */
    double count(String name, String label, String value) {
        return metrics.registry().scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals(name))
                .flatMap(metric -> metric.getDataPoints().stream())
                .filter(point -> value.equals(point.getLabels().get(label)))
                .map(io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot.class::cast)
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Override
    public void close() {
        listener.stop();
        heap.close();
    }
}
