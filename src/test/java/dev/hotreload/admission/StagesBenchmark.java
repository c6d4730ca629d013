package dev.hotreload.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Policy;
import dev.hotreload.patch.PodPatch;
import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
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

/** What each stage of a review costs, by kind and size of the pod: decode, decide, patch, encode, and all of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StagesBenchmark {

    private static final int LARGE = 3 << 20;

    /**
     * The chart's pod, which is patched, and one without Prometheus; each as it is, with 30 containers, and of 3 MB;
     * and a pod that has all it needs.
     */
    @Param({"match", "no-match", "compliant", "match-30", "no-match-30", "match-3MB", "no-match-3MB"})
    public String pod = "match";

    private final PodDecider decider = new PodDecider(Policy.DEFAULT.flags());
    private final AdmissionHandler handler = AdmissionHandler.ofPods(() -> Policy.DEFAULT);
    private byte[] body = new byte[0];
    private Pod read = new Pod();
    private Decision decision = new Decision.TooComplex();
    private Response response = response(handler.handle(Reviews.creating(pod("match"))));

    @Setup
    public void prepare() {
        JsonNode tree = pod(pod);
        // Managed fields as a real API server adds them bring the smallest reviews to some 10 KB.
        body = Reviews.creating(tree, review -> {
            ObjectNode fields = review.withObject("/request/object/metadata")
                    .putArray("managedFields")
                    .addObject()
                    .putObject("fieldsV1");
            for (int i = 0; i < 200; i++) {
                fields.putObject("f:field-" + i).putObject("f:nested-" + i);
            }
        });
        read = PodReader.read(tree)
                .fold(PodReader.Result.Parsed::pod, StagesBenchmark::unexpected, StagesBenchmark::unexpected);
        decision = decider.decide(read);
        response = response(handler.handle(body));
    }

    @Benchmark
    public Object decode() {
        return AdmissionReviewReader.read(body, Subject.POD);
    }

    @Benchmark
    public Object decide() {
        return decider.decide(read);
    }

    @Benchmark
    public Object patch() {
        return PodPatch.of(read, decision, decider);
    }

    @Benchmark
    public Object encode() {
        return AdmissionReviewWriter.write(response);
    }

    @Benchmark
    public Object review() {
        return handler.handle(body);
    }

    private static JsonNode pod(String kind) {
        String folder = kind.equals("compliant")
                ? "row-05-compliant"
                : kind.startsWith("match") ? "chart-25.8.0-empty-extra-flags" : "no-server-config-file-alone";
        ObjectNode pod = (ObjectNode) ManifestFixtures.read(Path.of("src/test/resources/cases", folder, "input.yaml"))
                .get(0);
        if (kind.endsWith("-30")) {
            for (int i = pod.withArray("/spec/containers").size(); i < 30; i++) {
                ObjectNode container = pod.withArray("/spec/containers").addObject();
                container.put("name", "c" + i).put("image", "registry.example.org/app:" + i);
                container.putArray("args").add("--port=" + (8000 + i)).add("--verbose");
            }
        } else if (kind.endsWith("-3MB")) {
            pod.withObject("/metadata/annotations").put("large", "x".repeat(LARGE));
        }
        return pod;
    }

    private static Response response(AdmissionResult result) {
        if (result instanceof AdmissionResult.Responded responded) {
            return responded.response();
        }
        throw new IllegalStateException("a review of the benchmark was refused");
    }

    private static Pod unexpected(String problem) {
        throw new IllegalStateException(problem);
    }

    private static Pod unexpected() {
        throw new IllegalStateException("a pod of the benchmark is too complex");
    }
}
