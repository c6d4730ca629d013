package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.pod.ContainerPosition;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;

/**
 * A pod, or the pod that a template would make, and where it stands.
 *
 * @param place of the object
 * @param kind of the object
 * @param namespace empty when none is given
 * @param name of the object
 * @param labels of the object, which tell what made it
 * @param pod for the engine
 * @param json the pod as a tree: metadata and spec
 * @param args the line of each container's arguments; of the container where it has none
 */
public record LocatedPod(
        Place place,
        String kind,
        String namespace,
        String name,
        Map<String, String> labels,
        Pod pod,
        JsonNode json,
        Map<ContainerPosition, Place> args) {

    /** Returns the object as people name it in this namespace: {@code Deployment monitoring/prometheus-server}. */
    public String object(String within) {
        return kind + " " + (within.isEmpty() ? "" : within + "/") + name;
    }
}
