package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.pod.ContainerList;
import dev.hotreload.review.Place;
import dev.hotreload.review.yaml.Document;
import java.util.List;
import java.util.Optional;

/**
 * A boolean or a number where a container needs a string, which an API server refuses.
 *
 * @param place of the value
 * @param message names the field, and not the value
 */
record MistypedScalar(Place place, String message) {

    /** Returns the first one in a pod's spec. */
    static Optional<MistypedScalar> in(JsonNode spec, Document document) {
        for (ContainerList list : ContainerList.values()) {
            for (int i = 0; spec.path(list.field()).has(i); i++) {
                Optional<MistypedScalar> found =
                        inContainer(spec.path(list.field()).get(i), "spec." + list.field() + "[" + i + "]", document);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<MistypedScalar> inContainer(JsonNode container, String path, Document document) {
        for (String field : List.of("name", "image")) {
            if (isMistyped(container.path(field))) {
                return Optional.of(of(document.place(container, field), path + "." + field));
            }
        }
        for (String field : List.of("command", "args")) {
            JsonNode items = container.path(field);
            for (int i = 0; items.has(i); i++) {
                if (isMistyped(items.path(i))) {
                    return Optional.of(of(document.place(items, i), path + "." + field + "[" + i + "]"));
                }
            }
        }
        JsonNode env = container.path("env");
        for (int i = 0; env.has(i); i++) {
            if (isMistyped(env.path(i).path("value"))) {
                return Optional.of(of(document.place(env.path(i), "value"), path + ".env[" + i + "].value"));
            }
        }
        return Optional.empty();
    }

    private static boolean isMistyped(JsonNode value) {
        return value.isBoolean() || value.isNumber();
    }

    private static MistypedScalar of(Place place, String field) {
        return new MistypedScalar(
                place, field + " is not a string: kubectl reads it as a boolean or a number; put it into quotes.");
    }
}
