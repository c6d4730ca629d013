package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Values as helm combines and reads them. */
final class ValuesTree {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ValuesTree() {}

    /**
     * Returns a copy of values with others over them: mappings are merged key by key, anything else is replaced. A null
     * stays, for it removes the default of the chart. Source: helm pkg/chartutil/coalesce.go.
     */
    static ObjectNode merged(JsonNode base, JsonNode over) {
        ObjectNode result = base instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
        for (Map.Entry<String, JsonNode> field : over.properties()) {
            JsonNode below = result.path(field.getKey());
            JsonNode value = field.getValue();
            result.set(field.getKey(), below.isObject() && value.isObject() ? merged(below, value) : value.deepCopy());
        }
        return result;
    }

    /** Returns what stands at a path; missing where nothing does. */
    static JsonNode at(JsonNode values, List<String> path) {
        JsonNode found = values;
        for (String key : path) {
            found = found.path(key);
        }
        return found;
    }

    /** Returns a copy of values with something else at a path; what is in its way is replaced. */
    static ObjectNode with(JsonNode values, List<String> path, JsonNode value) {
        ObjectNode copy = values instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
        ObjectNode last = copy;
        for (String key : path.subList(0, path.size() - 1)) {
            last = last.path(key) instanceof ObjectNode below ? below : last.putObject(key);
        }
        last.set(path.get(path.size() - 1), value);
        return copy;
    }

    /** Returns whether a template's {@code if} takes a value for true. Source: Go text/template, IsTrue. */
    static boolean isTrue(JsonNode value) {
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        return value.isTextual()
                ? !value.textValue().isEmpty()
                : value.isBoolean() ? value.booleanValue() : value.isNumber() && value.doubleValue() != 0;
    }
}
