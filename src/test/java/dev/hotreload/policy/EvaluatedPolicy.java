package dev.hotreload.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Value;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy as the API server evaluates it: conditions, then variables in their order, then mutations or validations. An
 * expression that fails makes a policy with {@code failurePolicy: Ignore} do nothing; here it fails the test.
 */
public final class EvaluatedPolicy {

    /** A validation that may warn. */
    private record Validation(CelRuntime.Program expression, CelRuntime.Program message) {}

    private final List<CelRuntime.Program> conditions = new ArrayList<>();
    private final Map<String, CelRuntime.Program> variables = new LinkedHashMap<>();
    private final List<CelRuntime.Program> mutations = new ArrayList<>();
    private final List<Validation> validations = new ArrayList<>();

    public EvaluatedPolicy(JsonNode policy) {
        JsonNode spec = policy.path("spec");
        spec.path("matchConditions").forEach(condition -> conditions.add(compile(condition.path("expression"))));
        spec.path("variables")
                .forEach(variable ->
                        variables.put(variable.path("name").asText(), compile(variable.path("expression"))));
        spec.path("mutations").forEach(mutation -> mutations.add(compile(mutation.at("/jsonPatch/expression"))));
        spec.path("validations")
                .forEach(validation -> validations.add(new Validation(
                        compile(validation.path("expression")), compile(validation.path("messageExpression")))));
    }

    private static CelRuntime.Program compile(JsonNode expression) {
        return KubernetesCel.compile(expression.asText());
    }

    /** Returns the pod as the API server goes on with it. */
    public JsonNode patched(JsonNode pod) {
        Map<String, Object> activation = new HashMap<>(Map.of("object", object(pod)));
        if (!matches(activation)) {
            return pod;
        }
        evaluateVariables(activation);
        JsonNode patched = pod;
        for (CelRuntime.Program mutation : mutations) {
            patched = apply(operations((List<?>) eval(mutation, activation)), patched);
        }
        return patched;
    }

    /** Returns the messages of the validations that are not fulfilled. */
    List<String> warnings(JsonNode pod) {
        Map<String, Object> activation = new HashMap<>(Map.of("object", object(pod)));
        List<String> warnings = new ArrayList<>();
        if (matches(activation)) {
            evaluateVariables(activation);
            for (Validation validation : validations) {
                if (!(boolean) eval(validation.expression(), activation)) {
                    warnings.add((String) eval(validation.message(), activation));
                }
            }
        }
        return warnings;
    }

    private boolean matches(Map<String, Object> activation) {
        activation.put("variables", Map.of());
        return conditions.stream().allMatch(condition -> (boolean) eval(condition, activation));
    }

    private void evaluateVariables(Map<String, Object> activation) {
        Map<String, Object> values = new HashMap<>();
        activation.put("variables", values);
        variables.forEach((name, expression) -> values.put(name, eval(expression, activation)));
    }

    private static Object eval(CelRuntime.Program program, Map<String, Object> activation) {
        try {
            return program.eval(activation);
        } catch (CelEvaluationException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the pod as the API server gives it to expressions: without what is null or empty. */
    private static Map<String, Object> object(JsonNode pod) {
        return ManifestFixtures.JSON.convertValue(withoutEmpty(pod), new TypeReference<>() {});
    }

    private static JsonNode withoutEmpty(JsonNode node) {
        if (node.isArray()) {
            ArrayNode copy = ManifestFixtures.JSON.createArrayNode();
            node.forEach(element -> copy.add(withoutEmpty(element)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = ManifestFixtures.JSON.createObjectNode();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            boolean empty = value.isNull()
                    || (value.isContainerNode() && value.isEmpty())
                    || (value.isTextual() && value.asText().isEmpty());
            // An empty source of a variable is there all the same.
            boolean isSource = field.getKey().equals("valueFrom") && value.isObject();
            if (!empty || isSource) {
                copy.set(field.getKey(), withoutEmpty(value));
            }
        });
        return copy;
    }

    private static ArrayNode operations(List<?> patches) {
        ArrayNode operations = ManifestFixtures.JSON.createArrayNode();
        for (Object patch : patches) {
            Message message = (Message) patch;
            ObjectNode operation = operations.addObject();
            message.getAllFields().forEach((field, value) -> operation.set(field.getName(), json(value)));
        }
        return operations;
    }

    /** Returns a text, or a {@code google.protobuf.Value} that holds a text or a list of texts. */
    private static JsonNode json(Object value) {
        if (!(value instanceof Message message)) {
            return TextNode.valueOf((String) value);
        }
        try {
            Value json = Value.parseFrom(message.toByteString());
            if (json.hasStringValue()) {
                return TextNode.valueOf(json.getStringValue());
            }
            ArrayNode list = ManifestFixtures.JSON.createArrayNode();
            json.getListValue().getValuesList().forEach(element -> list.add(element.getStringValue()));
            return list;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode apply(ArrayNode operations, JsonNode pod) {
        try {
            return JsonPatch.fromJson(operations).apply(pod);
        } catch (IOException | JsonPatchException e) {
            throw new AssertionError("the API server could not apply " + operations, e);
        }
    }
}
