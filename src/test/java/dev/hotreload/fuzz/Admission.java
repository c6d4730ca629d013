package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.decision.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The webhook with its default policy, and what holds for each of its responses. */
final class Admission {

    private static final AdmissionHandler HANDLER = AdmissionHandler.ofPods(() -> Policy.DEFAULT);

    private Admission() {}

    /**
     * Returns the AdmissionReview with the response; empty where the body is not a request. Fails on an internal error.
     */
    static Optional<JsonNode> respond(byte[] body) {
        Optional<byte[]> first = bytes(body);
        Optional<byte[]> second = bytes(body);
        assertThat(first.map(Admission::text))
                .as("the same body, the same response")
                .isEqualTo(second.map(Admission::text));
        return first.map(Admission::tree);
    }

    /** Returns what the webhook responds to the creation of a pod. */
    static JsonNode respond(JsonNode pod) {
        return CpuBudget.spentBy(() -> respond(Reviews.creating(pod))).orElseThrow();
    }

    /** Returns the pod as the API server stores it, once it is sure that the webhook has kept its promises. */
    static JsonNode store(JsonNode pod) {
        return store(pod, respond(pod));
    }

    /** The same, with the response at hand. */
    static JsonNode store(JsonNode pod, JsonNode review) {
        assertThat(review.at("/response/allowed").asBoolean()).isTrue();
        JsonNode stored = Reviews.apply(pod, review);
        Promises.onlyArgumentsWereAppended(pod, stored);
        if (!stored.equals(pod)) {
            assertThat(Reviews.patch(respond(stored))).as("twice is once").isEmpty();
        }
        return stored;
    }

    /** Returns {@code patched}, {@code compliant}, {@code blocked}, {@code skipped} or {@code error}. */
    static String decision(JsonNode review) {
        return review.at("/response/auditAnnotations/decision").asText();
    }

    private static Optional<byte[]> bytes(byte[] body) {
        AdmissionResult result = HANDLER.handle(body);
        if (result instanceof AdmissionResult.Failed failed) {
            throw new AssertionError("the webhook failed", failed.cause());
        }
        return result instanceof AdmissionResult.Responded responded ? Optional.of(responded.body()) : Optional.empty();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return ManifestFixtures.JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("the response is not JSON", e);
        }
    }
}
