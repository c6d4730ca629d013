package dev.hotreload.admission;

/** What the webhook has to say to a body. */
public sealed interface Answer {

    /**
     * A review, answered.
     *
     * @param body an AdmissionReview with a response, as UTF-8 JSON
     */
    record Reviewed(Outcome outcome, byte[] body) implements Answer {}

    /** No review; one sentence says what is wrong, and holds nothing of the body. */
    record Refused(String problem) implements Answer {}

    /** A bug of ours, met while reviewing the request of this uid. */
    record Failed(String uid, Throwable cause) implements Answer {}
}
