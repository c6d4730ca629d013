package dev.hotreload.recording;

import dev.hotreload.admission.AdmissionRequest;
import dev.hotreload.admission.AdmissionResult;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Optional;

/**
 * A recording, and what this version makes of it.
 *
 * <pre>{@code
 * Replay replay = Replay.of(recording);
 * if (replay.differs()) {
 *     print(replay);
 * }
 * }</pre>
 *
 * @param subject namespace and name of the pod; empty when it cannot be read
 */
public record Replay(Recording recording, String subject, Outcome now) {

    /** Decides a recorded review once more. */
    public static Replay of(Recording recording) {
        AdmissionResult result = recording.replay();
        String subject = result instanceof AdmissionResult.Responded responded
                ? subject(responded.response().request())
                : "";
        return new Replay(recording, subject, Outcome.of(result));
    }

    public boolean differs() {
        return !now.equals(recording.outcome());
    }

    private static String subject(AdmissionRequest request) {
        Optional<ObjectMeta> metadata = request.metadata();
        String name = metadata.flatMap(known -> Optional.ofNullable(known.getName()))
                .or(() -> metadata.flatMap(known -> Optional.ofNullable(known.getGenerateName())))
                .orElse("");
        return request.namespace().isEmpty() ? name : request.namespace() + "/" + name;
    }

    /** Returns both outcomes, for people. */
    @Override
    public String toString() {
        Outcome before = recording.outcome();
        String change = now.isSameVerdictAs(before) ? "another patch" : now.toString();
        return subject + ": " + recording.version() + " " + before + ", now " + change;
    }
}
