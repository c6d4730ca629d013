package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.Place;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A document of a manifest.
 *
 * @param file as it was named
 * @param linesBefore how many lines of the file stand before the document's text
 * @param charactersBefore how many characters of the file do
 * @param root its content
 * @param nodes the YAML of each object and list in it, by identity
 * @param shared the YAML that stands for several places, by identity: what is behind an anchor
 */
record Document(
        String file,
        int linesBefore,
        int charactersBefore,
        JsonNode root,
        IdentityHashMap<JsonNode, Node> nodes,
        IdentityHashMap<Node, Node> shared) {

    /** Returns an object that comes from no file: it stands on no line. */
    static Document live(String cluster, JsonNode root) {
        return new Document(cluster, -1, 0, root, new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    /** Returns where an object or a list of this document stands; anything else stands where the document begins. */
    Place place(JsonNode json) {
        Node node = Optional.ofNullable(nodes.get(json)).orElseGet(() -> nodes.get(root));
        int line = Optional.ofNullable(node)
                .flatMap(Node::getStartMark)
                .map(mark -> mark.getLine())
                .orElse(0);
        return new Place(file, linesBefore + line + 1);
    }

    /** Returns the source text's view of a pod's spec; empty where that is no mapping. */
    Optional<PodSource> source(JsonNode spec) {
        return nodes.get(spec) instanceof MappingNode mapping
                ? Optional.of(new PodSource(charactersBefore, mapping, shared))
                : Optional.empty();
    }
}
