package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;

/**
 * A pod, or the pod that a template would make, and where it stands.
 *
 * @param object that is the pod, or that makes it
 * @param place where it stands
 * @param pod for the engine
 * @param json the pod as a tree: metadata and spec
 * @param origin where it comes from
 */
public record LocatedPod(ObjectReference object, PodPlace place, Pod pod, JsonNode json, Origin origin) {

    /** Returns the namespace of the pod, for one of an object in this namespace. */
    public String namespace(String objects) {
        return origin.namespace().isEmpty() ? objects : origin.namespace();
    }

    /** Returns whether the pod runs and a controller would recreate it. */
    public boolean isRunning() {
        return origin.restart().isPresent();
    }
}
