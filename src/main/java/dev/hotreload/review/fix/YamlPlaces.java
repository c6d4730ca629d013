package dev.hotreload.review.fix;

import dev.hotreload.review.yaml.MappingSource;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where a mapping of YAML stands in its text: a pod's spec, or the values of a chart.
 *
 * @param text the whole text
 * @param source the YAML
 */
record YamlPlaces(Text text, MappingSource source) {

    int start(Node node) {
        return text.index(source, node.getStartMark());
    }

    int end(Node node) {
        return text.index(source, node.getEndMark());
    }

    static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }

    /** Returns whether the same YAML stands for several places of the document. */
    boolean isShared(Node node) {
        return source.shared().containsKey(node);
    }

    /**
     * Returns whether a value stands after its key: an alias, and what a merge key brings, has the marks of its anchor.
     */
    boolean isWrittenHere(NodeTuple entry) {
        return start(entry.getValueNode()) >= end(entry.getKeyNode());
    }

    static Optional<NodeTuple> field(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst();
    }

    /** Returns how a node is quoted; plain where it is not a scalar. */
    static ScalarStyle style(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
    }

    /** Returns whether a node is a scalar after {@code |} or {@code >}, which ends where the next line starts. */
    static boolean isBlockScalar(Node node) {
        return style(node) == ScalarStyle.LITERAL || style(node) == ScalarStyle.FOLDED;
    }

    /** Returns where the last line of an entry of a mapping ends, without the blank lines after it. */
    int lineEnd(NodeTuple entry) {
        if (!isWrittenHere(entry)) {
            return text.lineEnd(end(entry.getKeyNode()));
        }
        Node value = entry.getValueNode();
        if (value instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty()) {
            return lineEnd(mapping.getValue().get(mapping.getValue().size() - 1));
        }
        if (value instanceof SequenceNode sequence
                && sequence.getFlowStyle() == FlowStyle.BLOCK
                && !sequence.getValue().isEmpty()) {
            Node item = sequence.getValue().get(sequence.getValue().size() - 1);
            // An item may be a mapping, or an alias of what stands elsewhere.
            return start(item) < start(sequence)
                    ? text.beforeBlankLines(end(sequence))
                    : lineEnd(new NodeTuple(entry.getKeyNode(), item));
        }
        return isBlockScalar(value) ? text.beforeBlankLines(end(value)) : text.lineEnd(end(value));
    }

    /** Returns the last item of a list, of the last item's list and so on; any other node itself. */
    static Node last(Node node) {
        return node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()
                ? last(sequence.getValue().get(sequence.getValue().size() - 1))
                : node;
    }
}
