package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A single value as {@code helm --set} takes it. Source: helm pkg/strvals/parser.go.
 *
 * @param path the keys, and the indexes of lists, that lead to the value
 * @param value at the path
 */
record Parameter(List<Step> path, JsonNode value) {

    private static final int LONGEST_LIST = 1000;

    /** A key of a mapping, or an index of a list. */
    record Step(String key, int index) {

        static Step key(String key) {
            return new Step(key, -1);
        }

        static Step index(int index) {
            return new Step("", index);
        }

        boolean isIndex() {
            return index >= 0;
        }
    }

    Parameter {
        path = List.copyOf(path);
    }

    /**
     * Reads a name such as {@code server.extraFlags[0]}; empty for one that helm reads in another way.
     *
     * @param value a text that is read as helm reads it, or a value of another type
     */
    static Optional<Parameter> parse(String name, JsonNode value) {
        List<Step> path = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        boolean afterIndex = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                key.append(name.charAt(++i));
            } else if (c == '.' || c == '[') {
                if (key.length() > 0) {
                    path.add(Step.key(key.toString()));
                    key.setLength(0);
                } else if (!afterIndex) {
                    return Optional.empty();
                }
                afterIndex = c == '[';
                if (c == '[') {
                    int close = name.indexOf(']', i);
                    Optional<Integer> index = close < 0 ? Optional.empty() : index(name.substring(i + 1, close));
                    if (index.isEmpty()) {
                        return Optional.empty();
                    }
                    path.add(Step.index(index.get()));
                    i = close;
                }
            } else {
                afterIndex = false;
                key.append(c);
            }
        }
        if (key.length() > 0) {
            path.add(Step.key(key.toString()));
        }
        return path.isEmpty() || path.get(0).isIndex()
                ? Optional.empty()
                : Optional.of(new Parameter(path, value(value)));
    }

    private static Optional<Integer> index(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.valueOf(text)).filter(index -> index < LONGEST_LIST) : Optional.empty();
    }

    private static JsonNode value(JsonNode value) {
        if (value.isMissingNode()) {
            return ValuesTree.JSON.textNode("");
        }
        return value.isTextual() ? typed(value.textValue()) : value;
    }

    private static JsonNode typed(String text) {
        if (text.startsWith("{") && text.endsWith("}")) {
            ArrayNode list = ValuesTree.JSON.arrayNode();
            String items = text.substring(1, text.length() - 1);
            for (String item : items.split(",", -1)) {
                list.add(typed(item.strip()));
            }
            return list;
        }
        return switch (text) {
            case "true" -> ValuesTree.JSON.booleanNode(true);
            case "false" -> ValuesTree.JSON.booleanNode(false);
            case "null" -> ValuesTree.JSON.nullNode();
            default -> ValuesTree.JSON.textNode(text);
        };
    }

    /** Sets the value; what is in its way, with which helm fails, is replaced. */
    void applyTo(ObjectNode values) {
        JsonNode at = values;
        for (int i = 0; i < path.size(); i++) {
            boolean last = i == path.size() - 1;
            JsonNode next = last
                    ? value.deepCopy()
                    : path.get(i + 1).isIndex() ? ValuesTree.JSON.arrayNode() : ValuesTree.JSON.objectNode();
            at = step(at, path.get(i), next, last);
        }
    }

    private static JsonNode step(JsonNode at, Step step, JsonNode next, boolean last) {
        if (at instanceof ObjectNode object) {
            JsonNode there = object.path(step.key());
            boolean kept = !last && there.getNodeType() == next.getNodeType();
            JsonNode result = kept ? there : next;
            object.set(step.key(), result);
            return result;
        }
        if (at instanceof ArrayNode list) {
            while (list.size() <= step.index()) {
                list.addNull();
            }
            JsonNode there = list.get(step.index());
            JsonNode result = !last && there.getNodeType() == next.getNodeType() ? there : next;
            list.set(step.index(), result);
            return result;
        }
        return next;
    }

    /** Returns whether the parameter sets this value, or an item of it. */
    boolean sets(List<String> keys) {
        if (path.size() < keys.size()) {
            return false;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!path.get(i).key().equals(keys.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the parameter sets one item of this list. */
    boolean setsItemOf(List<String> keys) {
        return sets(keys)
                && path.size() == keys.size() + 1
                && path.get(keys.size()).isIndex();
    }
}
