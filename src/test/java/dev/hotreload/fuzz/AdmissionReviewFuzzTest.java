package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hotreload.Reviews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The body of a request, whatever it is. */
class AdmissionReviewFuzzTest {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @DictionaryFile(resourcePath = "admission-review.dict")
    @FuzzTest
    void any_body_gets_a_response_or_is_rejected(byte[] body) {
        Optional<JsonNode> response = CpuBudget.spentBy(() -> Admission.respond(body));
        if (response.isEmpty()) {
            return;
        }
        JsonNode review = response.get();
        assertThat(review.path("kind").asText()).isEqualTo("AdmissionReview");
        assertThat(review.at("/response/allowed").asBoolean()).isTrue();
        // Where a field is given twice a tree does not say which of the two counts.
        tree(body).ifPresent(request -> check(request, review));
    }

    private static void check(JsonNode request, JsonNode review) {
        assertThat(review.at("/response/uid")).isEqualTo(request.at("/request/uid"));
        assertThat(review.get("apiVersion")).isEqualTo(request.get("apiVersion"));
        if (Reviews.patch(review).isPresent()) {
            JsonNode pod = request.at("/request/object");
            JsonNode stored = Reviews.apply(pod, review);
            Promises.onlyArgumentsWereAppended(pod, stored);
            assertThat(Reviews.patch(Admission.respond(Reviews.creating(stored)).orElseThrow()))
                    .as("twice is once")
                    .isEmpty();
        }
    }

    private static Optional<JsonNode> tree(byte[] body) {
        try {
            return Optional.of(STRICT.readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
