package dev.hotreload.admission;

/** What the webhook has to say to a body. */
public sealed interface AdmissionResult {

    /**
     * A review, answered.
     *
     * @param body an AdmissionReview with a response, as UTF-8 JSON
     */
    record Reviewed(Response outcome, byte[] body) implements AdmissionResult {}

    /** No review; one sentence says what is wrong, and holds nothing of the body. */
    record Refused(String problem) implements AdmissionResult {}

    /** A bug of ours, met while reviewing the request of this uid. */
    record Failed(String uid, Throwable cause) implements AdmissionResult {}
}
