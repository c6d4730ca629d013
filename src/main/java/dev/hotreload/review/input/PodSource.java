package dev.hotreload.review.input;

import java.util.IdentityHashMap;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The YAML of a pod's spec, for a change of the text.
 *
 * @param charactersBefore how many characters of the text stand before the document, from whose start the marks count
 * @param spec the mapping that holds the containers
 * @param shared the YAML that stands for several places, by identity
 */
public record PodSource(int charactersBefore, MappingNode spec, IdentityHashMap<Node, Node> shared) {}
