package dev.hotreload.review.fix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Iterator;

/**
 * Compares what a text holds before and after a change.
 *
 * @param wanted what has to stand in the place of some nodes of the old tree, by identity; any other has to stay as it
 *     is
 */
record TreeComparison(IdentityHashMap<JsonNode, JsonNode> wanted) {

    /** Returns whether each tree after the change is the one before it, with what is wanted. */
    boolean holds(Iterable<JsonNode> before, Iterable<JsonNode> after) {
        Iterator<JsonNode> is = after.iterator();
        for (JsonNode was : before) {
            if (!is.hasNext() || !holds(was, is.next())) {
                return false;
            }
        }
        return !is.hasNext();
    }

    private boolean holds(JsonNode before, JsonNode after) {
        if (wanted.containsKey(before)) {
            return after.equals(wanted.get(before));
        }
        if (before.isObject() && after.isObject()) {
            return before.size() == after.size()
                    && before.properties().stream()
                            .allMatch(field ->
                                    after.has(field.getKey()) && holds(field.getValue(), after.get(field.getKey())));
        }
        return (before.isArray() && after.isArray()) ? holds((Iterable<JsonNode>) before, after) : before.equals(after);
    }
}
