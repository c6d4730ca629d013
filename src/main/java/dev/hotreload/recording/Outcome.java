package dev.hotreload.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.admission.Response;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a version made of a review, as far as two versions are compared: not the words of its warnings.
 *
 * @param decision as audit annotations call it, or what became of the body when it was not decided
 * @param patch the JSON Patch; empty without one
 */
public record Outcome(String decision, List<String> reasons, List<String> flags, String patch) {

    public Outcome {
        reasons = List.copyOf(reasons);
        flags = List.copyOf(flags);
    }

    static Outcome of(AdmissionResult result) {
        List<Outcome> outcome = new ArrayList<>();
        result.accept(
                responded -> outcome.add(of(responded.response())),
                problem -> outcome.add(new Outcome("rejected", List.of(), List.of(), "")),
                (uid, failure) -> outcome.add(new Outcome("failed", List.of(), List.of(), "")));
        return outcome.get(0);
    }

    static Outcome of(Response response) {
        return new Outcome(
                response.summary().decision().toString(),
                response.summary().reasons().stream().map(Reason::code).toList(),
                response.summary().flags().stream().map(ManagedFlag::argument).toList(),
                response.patch()
                        .map(patch -> new String(patch, StandardCharsets.UTF_8))
                        .orElse(""));
    }

    /** Returns whether the other is the same, apart from what the patch carries, which a redaction changes. */
    boolean isSameVerdictAs(Outcome other) {
        return decision.equals(other.decision) && reasons.equals(other.reasons) && flags.equals(other.flags);
    }

    void write(ObjectNode json) {
        json.put("decision", decision);
        reasons.forEach(json.putArray("reasons")::add);
        flags.forEach(json.putArray("flags")::add);
        json.put("patch", patch);
    }

    static Outcome read(JsonNode json) {
        return new Outcome(
                json.path("decision").asText(),
                texts(json.path("reasons")),
                texts(json.path("flags")),
                json.path("patch").asText());
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Returns decision, flags and reasons, for people. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(decision));
        words.addAll(flags);
        if (!reasons.isEmpty()) {
            words.add("(" + String.join(", ", reasons) + ")");
        }
        return String.join(" ", words);
    }
}
