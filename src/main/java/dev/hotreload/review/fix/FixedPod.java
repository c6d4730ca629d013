package dev.hotreload.review.fix;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.decision.Decision;
import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.input.LocatedPod;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A pod to fix.
 *
 * @param located the pod and where it stands
 * @param decision of the engine for it
 * @param patched the pod as its checked patch makes it
 */
public record FixedPod(LocatedPod located, Decision decision, JsonNode patched) {

    /** Returns whether values of a chart make the pod. */
    boolean isOfValues() {
        return located.place()
                .text()
                .map(text -> text.fold(spec -> false, values -> true))
                .orElse(false);
    }

    /** Adds what has to stand in the place of what a change of this container's arguments changes. */
    void want(ContainerPosition container, IdentityHashMap<JsonNode, JsonNode> wanted) {
        located.place()
                .text()
                .ifPresent(text -> text.fold(
                        spec -> {
                            JsonPointer pointer =
                                    JsonPointer.compile(container.argsPointer()).head();
                            return wanted.put(located.json().at(pointer), patched.at(pointer));
                        },
                        values -> {
                            ValuesInsertion.want(values.edit().place(container), arguments(container), wanted);
                            return values;
                        }));
    }

    private List<String> arguments(ContainerPosition position) {
        return decision.containers().stream()
                .filter(container -> container.container().position().equals(position))
                .flatMap(container -> container.verdict().patch().stream())
                .flatMap(patch -> patch.arguments().stream())
                .toList();
    }
}
