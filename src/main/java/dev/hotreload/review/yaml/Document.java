package dev.hotreload.review.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Place;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A document of a manifest.
 *
 * @param file as the user named it
 * @param offset where the document's text starts; empty for an object of a cluster, which has no lines
 * @param root its content
 * @param nodes the YAML of each object and list in it, by identity
 * @param shared the YAML that stands for several places, by identity: what an anchor marks
 */
public record Document(
        String file,
        Optional<Offset> offset,
        JsonNode root,
        IdentityHashMap<JsonNode, Node> nodes,
        IdentityHashMap<Node, Node> shared) {

    /** Returns an object of a cluster. */
    public static Document live(String cluster, JsonNode root) {
        return new Document(cluster, Optional.empty(), root, new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    /** Returns where an object or a list of this document stands; for any other value where the document starts. */
    public Place place(JsonNode json) {
        return place(Optional.ofNullable(nodes.get(json)));
    }

    /** Returns where a field of an object of this document stands. */
    public Place place(JsonNode object, String field) {
        return nodes.get(object) instanceof MappingNode mapping
                ? place(mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(field))
                        .findFirst()
                        .map(NodeTuple::getValueNode))
                : place(object);
    }

    /** Returns where an item of a list of this document stands. */
    public Place place(JsonNode list, int item) {
        return nodes.get(list) instanceof SequenceNode sequence
                ? place(Optional.of(sequence.getValue().get(item)))
                : place(list);
    }

    private Place place(Optional<Node> node) {
        int line = node.or(() -> Optional.ofNullable(nodes.get(root)))
                .flatMap(Node::getStartMark)
                .map(Mark::getLine)
                .orElse(0);
        return offset.map(start -> new Place(file, start.lines() + line + 1)).orElseGet(() -> Place.of(file));
    }

    /** Returns the YAML of an object; empty where that is not a mapping of a text. */
    public Optional<MappingSource> mapping(JsonNode object) {
        return offset.flatMap(start -> nodes.get(object) instanceof MappingNode mapping
                ? Optional.of(new MappingSource(start.characters(), mapping, shared))
                : Optional.empty());
    }

    /** Returns the YAML of a string, a number or a boolean in an object of this document; empty for anything else. */
    public Optional<ScalarNode> scalar(JsonNode object, String field) {
        return nodes.get(object) instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(field))
                        .findFirst()
                        .flatMap(entry -> entry.getValueNode() instanceof ScalarNode value
                                ? Optional.of(value)
                                : Optional.empty())
                : Optional.empty();
    }
}
