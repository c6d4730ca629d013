package dev.hotreload.admission;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What comes of a body. */
public sealed interface AdmissionResult {

    /** Calls the function for the case that this is. */
    void accept(Consumer<Responded> responded, Consumer<String> rejected, BiConsumer<String, Throwable> failed);

    /**
     * A response to a request.
     *
     * @param body an AdmissionReview with the response, as UTF-8 JSON
     */
    record Responded(Response response, byte[] body) implements AdmissionResult {
        @Override
        public void accept(
                Consumer<Responded> responded, Consumer<String> rejected, BiConsumer<String, Throwable> failed) {
            responded.accept(this);
        }
    }

    /**
     * The body is not an AdmissionReview with a request; one sentence says what is wrong, and holds nothing of the
     * body.
     */
    record Rejected(String problem) implements AdmissionResult {
        @Override
        public void accept(
                Consumer<Responded> responded, Consumer<String> rejected, BiConsumer<String, Throwable> failed) {
            rejected.accept(problem);
        }
    }

    /** An internal error; the uid of the request is empty when it was not read yet. */
    record Failed(String uid, Throwable cause) implements AdmissionResult {
        @Override
        public void accept(
                Consumer<Responded> responded, Consumer<String> rejected, BiConsumer<String, Throwable> failed) {
            failed.accept(uid, cause);
        }
    }
}
