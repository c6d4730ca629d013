package dev.hotreload.review.input;

import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.Place;
import java.util.Map;
import java.util.Optional;

/**
 * Where a pod, or the template of one, stands.
 *
 * @param object where the object starts
 * @param args where each container's arguments start; where the container starts if it has none
 * @param ignored where its annotation {@code prometheus-hot-reload/ignore} stands; where the object starts if it has
 *     none
 * @param text that has to change for more arguments; empty where the pod was not read from a text of its own
 */
public record PodPlace(Place object, Map<ContainerPosition, Place> args, Place ignored, Optional<PodText> text) {

    public PodPlace {
        args = Map.copyOf(args);
    }

    /** Returns where the arguments of a container start: the line that every output names. */
    public Place of(ContainerPosition container) {
        return args.getOrDefault(container, object);
    }
}
