package dev.hotreload.patch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Decision;
import dev.hotreload.pod.PrometheusContainer;
import java.util.List;

/** The operations of a decision: RFC 6902 {@code add} on the arguments of the containers to patch, and nothing else. */
final class PatchOperations {

    private PatchOperations() {}

    static ArrayNode of(Decision decision) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        decision.containers()
                .forEach(container -> container
                        .verdict()
                        .patch()
                        .ifPresent(patch -> append(operations, container.container(), patch.arguments())));
        return operations;
    }

    private static void append(ArrayNode operations, PrometheusContainer container, List<String> arguments) {
        String pointer = container.position().argsPointer();
        if (container.hasArgs()) {
            arguments.forEach(argument -> add(operations, pointer + "/-").put("value", argument));
        } else {
            ArrayNode value = add(operations, pointer).putArray("value");
            arguments.forEach(value::add);
        }
    }

    private static ObjectNode add(ArrayNode operations, String path) {
        return operations.addObject().put("op", "add").put("path", path);
    }
}
