package dev.hotreload.benchmark;

import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one review costs in the handler, bytes to bytes, without the server around it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReviewBenchmark {

    /** A pod that is patched, one that has all it needs, and one without Prometheus. */
    @Param({"chart-25.8.0-empty-extra-flags", "row-05-compliant", "no-server-config-file-alone"})
    public String pod;

    private final AdmissionHandler handler = AdmissionHandler.ofPods(() -> Policy.DEFAULT);
    private byte[] body = new byte[0];

    @Setup
    public void read() {
        // Managed fields as a real API server adds them bring the review to some 10 KB.
        body = Reviews.creating(
                ManifestFixtures.read(Path.of("src/test/resources/cases", pod, "input.yaml"))
                        .get(0),
                review -> {
                    var fields = review.withObject("/request/object/metadata")
                            .putArray("managedFields")
                            .addObject()
                            .putObject("fieldsV1");
                    for (int i = 0; i < 200; i++) {
                        fields.putObject("f:field-" + i).putObject("f:nested-" + i);
                    }
                });
    }

    @Benchmark
    public AdmissionResult review() {
        return handler.handle(body);
    }
}
