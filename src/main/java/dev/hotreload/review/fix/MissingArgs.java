package dev.hotreload.review.fix;

import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Adds {@code args} to a container that has none, after its command, its image or its name. In the examples the
 * argument is {@code --flag}.
 *
 * @param yaml of the pod
 * @param writer of the arguments
 * @param container that has no {@code args}
 * @param list the key and the value of the list that holds the container
 */
record MissingArgs(YamlPlaces yaml, ArgumentWriter writer, MappingNode container, NodeTuple list) {

    static final String ARGS = "args";

    private static final int USUAL_INDENTATION = 2;

    Edit add() {
        Optional<NodeTuple> before = Stream.of("command", "image", "name")
                .flatMap(name -> YamlPlaces.field(container, name).stream())
                .filter(this::endsWhereItStands)
                .findFirst();
        if (before.isEmpty()) {
            return Edit.Refused.SHARED;
        }
        return container.getFlowStyle() == FlowStyle.FLOW ? inBraces(before.get()) : onLines(before.get());
    }

    /**
     * A container in braces gets its arguments in brackets.
     *
     * <pre>{@code
     * - {name: a, image: b}     - {name: a, image: b, args: [--flag]}
     * }</pre>
     */
    private Edit inBraces(NodeTuple before) {
        Node key = before.getKeyNode();
        String quote = YamlPlaces.style(key) == ScalarStyle.DOUBLE_QUOTED ? "\"" : "";
        String gap = yaml.text().gap(yaml.start(container), yaml.start(key));
        return new Edit.Insertion(
                yaml.end(before.getValueNode()),
                "," + gap + quote + ARGS + quote + ": [" + writer.list(YamlPlaces.style(key)) + "]");
    }

    /**
     * Any other container gets its arguments on lines of their own.
     *
     * <pre>{@code
     * - name: a     - name: a
     *   image: b      image: b
     *                 args:
     *                   - --flag
     * }</pre>
     */
    private Edit onLines(NodeTuple before) {
        int column = YamlPlaces.column(before.getKeyNode());
        String heading = yaml.text().lineBreak() + " ".repeat(column) + ARGS + ":";
        String items = writer.lines(column + indentation(), " ", ScalarStyle.PLAIN);
        int at = yaml.text().lineEnd(yaml.end(YamlPlaces.last(before.getValueNode())));
        return new Edit.Insertion(at, heading + items);
    }

    /**
     * An alias, and what comes from a merge key, stands elsewhere; a block scalar includes the blank lines after it.
     */
    private boolean endsWhereItStands(NodeTuple entry) {
        Node last = YamlPlaces.last(entry.getValueNode());
        return yaml.start(entry.getKeyNode()) >= yaml.start(container)
                && yaml.isWrittenHere(entry)
                && yaml.start(last) >= yaml.start(entry.getValueNode())
                && last instanceof ScalarNode
                && !YamlPlaces.isBlockScalar(last);
    }

    /** Returns how far lists are indented from their keys in this container, or else in the text around it. */
    private int indentation() {
        return Stream.concat(container.getValue().stream(), Stream.of(list))
                .filter(entry -> entry.getValueNode() instanceof SequenceNode items
                        && items.getFlowStyle() == FlowStyle.BLOCK
                        && yaml.isWrittenHere(entry))
                .findFirst()
                .map(entry -> YamlPlaces.column(entry.getValueNode()) - YamlPlaces.column(entry.getKeyNode()))
                .orElse(USUAL_INDENTATION);
    }
}
