package dev.hotreload.review.yaml;

import java.util.IdentityHashMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A mapping of a text, for a change of the text.
 *
 * @param charactersBefore how many characters of the text stand before the document, from whose start the marks count
 * @param mapping the YAML
 * @param shared the YAML that stands for several places, by identity
 */
public record MappingSource(int charactersBefore, MappingNode mapping, IdentityHashMap<Node, Node> shared) {}
