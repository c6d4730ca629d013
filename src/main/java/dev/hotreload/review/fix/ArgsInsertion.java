package dev.hotreload.review.fix;

import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.input.PodSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Finds the place in a text where arguments of a container are to be inserted, and writes them as the text around does. */
final class ArgsInsertion {

    /** What YAML reads as a string without quotes, in block and in flow style. */
    private static final Pattern PLAIN = Pattern.compile("--[-\\w./=@%+]+(:[-\\w./=@%+]+)*");

    private static final String ARGS = "args";
    private static final Edit SHARED = new Edit.Refused(
            "an anchor, an alias or a merge key makes the arguments part of something else as well; write them out");

    private final Text text;
    private final PodSource source;
    private final ContainerPosition position;
    private final List<String> arguments;

    private ArgsInsertion(Text text, PodSource source, ContainerPosition position, List<String> arguments) {
        this.text = text;
        this.source = source;
        this.position = position;
        this.arguments = arguments;
    }

    /** Returns the edit that appends these arguments to the container's {@code args}. */
    static Edit of(Text text, PodSource source, ContainerPosition position, List<String> arguments) {
        return new ArgsInsertion(text, source, position, arguments).edit();
    }

    private Edit edit() {
        Optional<NodeTuple> list = field(source.spec(), position.list().field());
        if (list.isEmpty()
                || !(list.get().getValueNode() instanceof SequenceNode containers)
                || !(containers.getValue().get(position.index()) instanceof MappingNode container)) {
            return new Edit.Refused("the list of containers is no list in this text; write it out");
        }
        if (isShared(containers) || isShared(container)) {
            return SHARED;
        }
        Optional<NodeTuple> args = field(container, ARGS);
        return args.map(given -> append(given, container)).orElseGet(() -> add(list.get(), container));
    }

    private Edit append(NodeTuple args, MappingNode container) {
        Node value = args.getValueNode();
        if (isShared(value) || value.getAnchor().isPresent() || start(value) < end(args.getKeyNode())) {
            return SHARED;
        }
        if (value instanceof SequenceNode items) {
            return append(items, args.getKeyNode());
        }
        if (start(value) == end(value) && container.getFlowStyle() == FlowStyle.BLOCK) {
            int column = column(args.getKeyNode()) + 2;
            return new Edit.Insertion(text.lineEnd(end(args.getKeyNode())), items(column, " ", ScalarStyle.PLAIN));
        }
        return new Edit.Refused("args is null; remove it, or make it a list");
    }

    private Edit append(SequenceNode items, Node key) {
        if (items.getValue().isEmpty()) {
            String all = quoted(style(key)).collect(Collectors.joining(", "));
            return new Edit.Insertion(text.after('[', start(items)), all);
        }
        for (Node item : items.getValue()) {
            if (!item.getTag().equals(Tag.STR)) {
                return new Edit.Refused("an item of args is no plain string; put it into quotes");
            }
        }
        ScalarNode last = (ScalarNode) items.getValue().get(items.getValue().size() - 1);
        if (start(last) < start(items) || end(last) > end(items)) {
            return SHARED;
        }
        return items.getFlowStyle() == FlowStyle.FLOW
                ? new Edit.Insertion(
                        end(last),
                        quoted(last.getScalarStyle())
                                .map(argument -> "," + text.gap(start(items), start(last)) + argument)
                                .collect(Collectors.joining()))
                : afterLine(
                        last,
                        items(
                                column(items),
                                " ".repeat(Math.max(1, column(last) - column(items) - 1)),
                                last.getScalarStyle()));
    }

    /** Inserts lines behind the line on which a scalar ends; a block scalar ends where the next line begins. */
    private Edit afterLine(ScalarNode scalar, String lines) {
        boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        if (!block) {
            return new Edit.Insertion(text.lineEnd(end(scalar)), lines);
        }
        int end = text.beforeBlankLines(end(scalar));
        return new Edit.Insertion(end, lines);
    }

    private Edit add(NodeTuple list, MappingNode container) {
        Optional<NodeTuple> before = Stream.of("command", "image", "name")
                .flatMap(name -> field(container, name).stream())
                .filter(entry -> start(entry.getKeyNode()) >= start(container) && endsWhereItStands(entry))
                .findFirst();
        if (before.isEmpty()) {
            return SHARED;
        }
        Node value = before.get().getValueNode();
        Node key = before.get().getKeyNode();
        if (container.getFlowStyle() == FlowStyle.FLOW) {
            String quote = style(key) == ScalarStyle.DOUBLE_QUOTED ? "\"" : "";
            String all = quoted(style(key)).collect(Collectors.joining(", "));
            return new Edit.Insertion(
                    end(value),
                    "," + text.gap(start(container), start(key)) + quote + ARGS + quote + ": [" + all + "]");
        }
        int column = column(key);
        String heading = text.lineBreak() + " ".repeat(column) + ARGS + ":";
        String lines = heading + items(column + indentation(list, container), " ", ScalarStyle.PLAIN);
        return new Edit.Insertion(text.lineEnd(end(last(value))), lines);
    }

    /** An alias, and what comes from a merge key, has the marks of its anchor, and a block scalar takes the blank lines behind it. */
    private boolean endsWhereItStands(NodeTuple entry) {
        Node value = entry.getValueNode();
        Node last = last(value);
        return start(value) >= end(entry.getKeyNode())
                && start(last) >= start(value)
                && last instanceof ScalarNode scalar
                && scalar.getScalarStyle() != ScalarStyle.LITERAL
                && scalar.getScalarStyle() != ScalarStyle.FOLDED;
    }

    private static Node last(Node node) {
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return last(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        return node;
    }

    /** How far lists stand to the right of their keys in this container, or else in the text around it. */
    private int indentation(NodeTuple list, MappingNode container) {
        return Stream.concat(container.getValue().stream(), Stream.of(list))
                .filter(entry -> entry.getValueNode() instanceof SequenceNode items
                        && items.getFlowStyle() == FlowStyle.BLOCK
                        && start(items) >= end(entry.getKeyNode()))
                .findFirst()
                .map(entry -> column(entry.getValueNode()) - column(entry.getKeyNode()))
                .orElse(2);
    }

    private String items(int column, String space, ScalarStyle style) {
        return quoted(style)
                .map(argument -> text.lineBreak() + " ".repeat(column) + "-" + space + argument)
                .collect(Collectors.joining());
    }

    private Stream<String> quoted(ScalarStyle style) {
        return arguments.stream().map(argument -> quoted(argument, style));
    }

    private static String quoted(String argument, ScalarStyle style) {
        if (style == ScalarStyle.SINGLE_QUOTED && !argument.contains("'")) {
            return "'" + argument + "'";
        }
        return style != ScalarStyle.DOUBLE_QUOTED && PLAIN.matcher(argument).matches()
                ? argument
                : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Optional<NodeTuple> field(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst();
    }

    private static ScalarStyle style(Node key) {
        return ((ScalarNode) key).getScalarStyle();
    }

    private boolean isShared(Node node) {
        return source.shared().containsKey(node);
    }

    private int start(Node node) {
        return text.index(source, node.getStartMark());
    }

    private int end(Node node) {
        return text.index(source, node.getEndMark());
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }
}
