package dev.hotreload.recording;

import dev.hotreload.admission.AdmissionRequest;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.admission.Response;
import dev.hotreload.background.BackgroundLoop;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records reviews beside the requests. A request only puts its body into a short queue, and never waits: when the queue
 * is full, the review is dropped and counted. One thread redacts, decides once more, and writes, a few reviews a
 * second.
 */
public final class Recorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private static final int QUEUE = 16;
    private static final int LARGEST_BODY = 256 << 10;

    /** Between two recordings, so that they take little of a CPU however many reviews there are. */
    private static final long PAUSE_MILLIS = 20;

    private final RecordingFolder folder;
    private final Source source;
    private final Consumer<RecordingResult> results;
    private final BlockingQueue<Reviewed> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean full;
    private boolean failing;
    private Optional<BackgroundLoop> loop = Optional.empty();

    /**
     * Whose reviews are recorded.
     *
     * @param version that decides
     * @param policy in force
     * @param wanted which requests are recorded
     */
    public record Source(String version, Supplier<Policy> policy, Predicate<AdmissionRequest> wanted) {}

    private record Reviewed(Endpoint endpoint, byte[] body, Response response) {}

    /**
     * Makes a recorder; {@link #start} starts its thread.
     *
     * @param results called with what became of each review
     */
    public Recorder(RecordingFolder folder, Source source, Consumer<RecordingResult> results) {
        this.folder = folder;
        this.source = source;
        this.results = results;
        full = folder.isFull();
    }

    /** Returns a handler that does what the given one does, and has its responses recorded. */
    public Function<byte[], AdmissionResult> recording(Endpoint endpoint, Function<byte[], AdmissionResult> handler) {
        return body -> {
            AdmissionResult result = handler.apply(body);
            result.accept(
                    responded -> offer(endpoint, body, responded.response()), problem -> {}, (uid, failure) -> {});
            return result;
        };
    }

    private void offer(Endpoint endpoint, byte[] body, Response response) {
        if (!source.wanted().test(response.request())) {
            return;
        }
        if (full) {
            results.accept(RecordingResult.FULL);
        } else if (body.length > LARGEST_BODY) {
            results.accept(RecordingResult.TOO_LARGE);
        } else if (!queue.offer(new Reviewed(endpoint, body, response))) {
            results.accept(RecordingResult.DROPPED);
        }
    }

    /**
     * Starts its thread.
     *
     * @param failures called on that thread for unexpected failures, after which it continues
     */
    public void start(Consumer<Throwable> failures) {
        BackgroundLoop started = new BackgroundLoop("recorder", this::recordNext, failures);
        started.start();
        loop = Optional.of(started);
        LOG.info("Recording reviews");
    }

    private void recordNext() throws InterruptedException {
        results.accept(record(queue.take()));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }

    private RecordingResult record(Reviewed reviewed) {
        try {
            Recording recording = redacted(reviewed);
            if (!recording.outcome().isSameVerdictAs(Outcome.of(reviewed.response()))) {
                return RecordingResult.CHANGED;
            }
            RecordingResult result = folder.write(recording);
            failing = false;
            if (folder.isFull() && !full) {
                full = true;
                LOG.warn("The folder of recordings is full; no more reviews are recorded");
            }
            return result;
        } catch (IOException e) {
            // Once, because a full disk would fill the log too. The message may hold a piece of the body.
            if (!failing) {
                LOG.atWarn().addKeyValue("error", e.getClass().getName()).log("Cannot record a review");
            }
            failing = true;
            return RecordingResult.FAILED;
        }
    }

    private Recording redacted(Reviewed reviewed) throws IOException {
        return Recording.of(
                source.version(),
                reviewed.endpoint(),
                reviewed.response().summary().mode(),
                source.policy().get().flags(),
                Redaction.of(reviewed.body()));
    }

    @Override
    public void close() {
        loop.ifPresent(BackgroundLoop::close);
    }
}
