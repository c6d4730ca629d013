package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;

/**
 * A document of a manifest file.
 *
 * @param file as it was named
 * @param line on which it begins, from 1
 * @param root its content
 * @param lines the line of each object and list in it, by identity
 */
record Document(String file, int line, JsonNode root, IdentityHashMap<JsonNode, Integer> lines) {

    /** Returns where a node of this document stands; one that is no object and no list stands where the document begins. */
    Place place(JsonNode node) {
        return new Place(file, lines.getOrDefault(node, line));
    }
}
