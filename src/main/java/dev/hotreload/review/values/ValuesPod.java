package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Place;
import dev.hotreload.review.yaml.Document;
import java.util.Map;

/**
 * The pod that a chart makes of values.
 *
 * @param object that holds the values
 * @param namespace of the pod; empty where the object does not say
 * @param document whose text is changed
 * @param place where the object starts
 * @param args where the arguments of each container stand
 * @param template metadata and spec of the pod, with what the engine looks at
 * @param edit how its server gets more arguments
 */
public record ValuesPod(
        ObjectReference object,
        String namespace,
        Document document,
        Place place,
        Map<ContainerPosition, Place> args,
        ObjectNode template,
        ValuesEdit edit) {

    public ValuesPod {
        args = Map.copyOf(args);
    }
}
