package dev.hotreload.patch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Verdict;
import dev.hotreload.pod.PrometheusContainer;
import java.util.List;

/** The operations of a decision: RFC 6902 {@code add} on the arguments of the servers to patch, and nothing else. */
final class PatchOperations {

    private PatchOperations() {}

    static ArrayNode of(Decision decision) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        for (ContainerVerdict server : decision.containers()) {
            if (server.verdict() instanceof Verdict.Patch patch) {
                append(operations, server.container(), patch.arguments());
            }
        }
        return operations;
    }

    private static void append(ArrayNode operations, PrometheusContainer server, List<String> arguments) {
        String pointer = server.position().argsPointer();
        if (server.hasArgs()) {
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
