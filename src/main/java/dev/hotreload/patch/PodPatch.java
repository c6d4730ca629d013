package dev.hotreload.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.PodDecider;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.function.Function;

/** The JSON Patch of a decision, applied and judged before it is sent. */
public sealed interface PodPatch {

    /** Returns the result of the function for the case that this is. */
    <T> T fold(Function<Sound, T> sound, Function<String, T> unsound);

    /**
     * A patch that passes its check.
     *
     * @param operations an RFC 6902 document
     */
    record Sound(ArrayNode operations) implements PodPatch {

        /**
         * Returns the whole pod as it will be.
         *
         * @param pod the JSON that the decision was made on; it stays as it is
         */
        public JsonNode applyTo(JsonNode pod) {
            try {
                return JsonPatch.fromJson(operations).apply(pod);
            } catch (IOException | JsonPatchException e) {
                throw new IllegalStateException("a patch that was checked does not apply", e);
            }
        }

        @Override
        public <T> T fold(Function<Sound, T> sound, Function<String, T> unsound) {
            return sound.apply(this);
        }
    }

    /** A patch that must not be sent; the words say why and hold nothing of the pod. */
    record Unsound(String why) implements PodPatch {
        @Override
        public <T> T fold(Function<Sound, T> sound, Function<String, T> unsound) {
            return unsound.apply(why);
        }
    }

    /**
     * Computes the patch of a decision and checks it.
     *
     * @param pod that the decision was made on
     */
    static PodPatch of(Pod pod, Decision decision, PodDecider decider) {
        ArrayNode operations = PatchOperations.of(decision);
        return new PatchCheck(pod, decision, decider)
                .failure(operations)
                .<PodPatch>map(Unsound::new)
                .orElseGet(() -> new Sound(operations));
    }
}
