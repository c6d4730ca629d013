package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.Place;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/**
 * A pod, or the pod that a template would make, and where it stands.
 *
 * @param place of the object
 * @param apiVersion of the object; empty when it does not say
 * @param kind of the object
 * @param namespace empty when none is given
 * @param name of the object
 * @param labels of the object, which tell what made it
 * @param pod for the engine
 * @param json the pod as a tree: metadata and spec
 * @param args the line of each container's arguments; of the container where it has none
 * @param source its YAML; empty where it was not read from a text of its own
 * @param restart the command that makes a running pod anew; empty where it is none, or nothing makes it
 * @param selected whether API servers call the webhook for its namespace, as far as can be told
 */
public record LocatedPod(
        Place place,
        String apiVersion,
        String kind,
        String namespace,
        String name,
        Map<String, String> labels,
        Pod pod,
        JsonNode json,
        Map<ContainerPosition, Place> args,
        Optional<PodSource> source,
        String restart,
        boolean selected) {

    /** Returns the object as people name it in this namespace: {@code Deployment monitoring/prometheus-server}. */
    public String object(String within) {
        return kind + " " + (within.isEmpty() ? "" : within + "/") + name;
    }

    /** Returns the same as it was met on a cluster. */
    LocatedPod live(String command, boolean called) {
        return new LocatedPod(
                place, apiVersion, kind, namespace, name, labels, pod, json, args, source, command, called);
    }
}
