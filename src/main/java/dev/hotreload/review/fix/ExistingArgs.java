package dev.hotreload.review.fix;

import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Appends to the {@code args} that a container has. In the examples the argument is {@code --flag}.
 *
 * @param yaml of the pod
 * @param writer of the arguments
 * @param container that has the {@code args}
 * @param args the key and its value
 */
record ExistingArgs(YamlPlaces yaml, ArgumentWriter writer, MappingNode container, NodeTuple args) {

    Edit append() {
        Node value = args.getValueNode();
        if (yaml.isShared(value) || value.getAnchor().isPresent() || !yaml.isWrittenHere(args)) {
            return Edit.Refused.SHARED;
        }
        if (value instanceof SequenceNode items) {
            return items.getValue().isEmpty() ? toEmptyList(items) : toList(items);
        }
        boolean nothing = yaml.start(value) == yaml.end(value);
        return nothing && container.getFlowStyle() == FlowStyle.BLOCK
                ? toNothing()
                : new Edit.Refused(name() + " is null; remove it, or make it a list");
    }

    private String name() {
        return args.getKeyNode() instanceof ScalarNode key ? key.getValue() : MissingArgs.ARGS;
    }

    /**
     * A key without a value gets a list below it.
     *
     * <pre>{@code
     * args:        args:
     *                - --flag
     * }</pre>
     */
    private Edit toNothing() {
        Node key = args.getKeyNode();
        int column = YamlPlaces.column(key) + 2;
        return new Edit.Insertion(yaml.text().lineEnd(yaml.end(key)), writer.lines(column, " ", ScalarStyle.PLAIN));
    }

    /**
     * Empty brackets are filled.
     *
     * <pre>{@code
     * args: []     args: [--flag]
     * }</pre>
     */
    private Edit toEmptyList(SequenceNode items) {
        int bracket = yaml.text().after('[', yaml.start(items));
        return new Edit.Insertion(bracket, writer.list(YamlPlaces.style(args.getKeyNode())));
    }

    private Edit toList(SequenceNode items) {
        if (!items.getValue().stream().allMatch(item -> item.getTag().equals(Tag.STR))) {
            return new Edit.Refused("an item of " + name() + " is not a string; put it into quotes");
        }
        Node last = items.getValue().get(items.getValue().size() - 1);
        boolean alias = yaml.start(last) < yaml.start(items) || yaml.end(last) > yaml.end(items);
        if (alias) {
            return Edit.Refused.SHARED;
        }
        return items.getFlowStyle() == FlowStyle.FLOW ? toBrackets(items, last) : toLines(items, last);
    }

    /**
     * A list in brackets gets its new items after the last one, each on its own line if the others are.
     *
     * <pre>{@code
     * args: ["--a=b", "--c"]     args: ["--a=b", "--c", "--flag"]
     * }</pre>
     */
    private Edit toBrackets(SequenceNode items, Node last) {
        String gap = yaml.text().gap(yaml.start(items), yaml.start(last));
        return new Edit.Insertion(yaml.end(last), writer.further(YamlPlaces.style(last), gap));
    }

    /**
     * A list of dashes gets its new items after the line on which the last one ends, indented and quoted as the last
     * one is.
     *
     * <pre>{@code
     * args:               args:
     * -   --a=b  # why    -   --a=b  # why
     *                     -   --flag
     * }</pre>
     */
    private Edit toLines(SequenceNode items, Node last) {
        int column = YamlPlaces.column(items);
        String space = " ".repeat(Math.max(1, YamlPlaces.column(last) - column - 1));
        int at = YamlPlaces.isBlockScalar(last)
                ? yaml.text().beforeBlankLines(yaml.end(last))
                : yaml.text().lineEnd(yaml.end(last));
        return new Edit.Insertion(at, writer.lines(column, space, YamlPlaces.style(last)));
    }
}
