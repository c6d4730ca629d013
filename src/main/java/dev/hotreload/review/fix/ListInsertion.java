package dev.hotreload.review.fix;

import dev.hotreload.review.values.FlagsPlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Appends items to a list of a mapping, and writes the list, and the mappings above it, where they are missing. */
final class ListInsertion {

    private static final int USUAL_INDENTATION = 2;

    private final YamlPlaces yaml;
    private final FlagsPlace.InMapping place;
    private final List<String> items;

    private ListInsertion(YamlPlaces yaml, FlagsPlace.InMapping place, List<String> items) {
        this.yaml = yaml;
        this.place = place;
        this.items = items;
    }

    /** Returns the edit that adds the items for these arguments. */
    static Edit of(Text text, FlagsPlace.InMapping place, List<String> arguments) {
        return new ListInsertion(
                        new YamlPlaces(text, place.source()),
                        place,
                        place.list().items(arguments))
                .edit();
    }

    private Edit edit() {
        MappingNode mapping = place.source().mapping();
        List<String> path = place.list().path();
        Optional<NodeTuple> above = Optional.empty();
        for (int i = 0; i < path.size(); i++) {
            if (yaml.isShared(mapping) || mapping.getAnchor().isPresent()) {
                return Edit.Refused.SHARED;
            }
            Optional<NodeTuple> entry = YamlPlaces.field(mapping, path.get(i));
            if (entry.isEmpty()) {
                return missing(mapping, above, path.subList(i, path.size()));
            }
            if (!yaml.isWrittenHere(entry.get())) {
                return Edit.Refused.SHARED;
            }
            if (i == path.size() - 1) {
                return existing(mapping, entry.get());
            }
            if (!(entry.get().getValueNode() instanceof MappingNode below)) {
                return new Edit.Refused(path.get(i) + " is not a mapping; make it one");
            }
            mapping = below;
            above = entry;
        }
        return Edit.Refused.SHARED;
    }

    private Edit existing(MappingNode mapping, NodeTuple list) {
        Node value = list.getValueNode();
        boolean anchored = value.getAnchor().isPresent() || yaml.isShared(value);
        boolean braces = value instanceof MappingNode map && map.getValue().isEmpty();
        boolean word =
                value instanceof ScalarNode && value.getTag().equals(Tag.NULL) && yaml.start(value) < yaml.end(value);
        if (!anchored && (braces || word)) {
            return instead(value);
        }
        return new ExistingArgs(yaml, writer(items), mapping, list).append();
    }

    /**
     * What stands for an empty list becomes one in brackets.
     *
     * <pre>{@code
     * extraFlags: {}     extraFlags: [flag]
     * }</pre>
     */
    private Edit instead(Node value) {
        int start = yaml.start(value);
        return new Edit.Insertion(
                start, yaml.end(value) - start, "[" + writer(items).list(ScalarStyle.PLAIN) + "]");
    }

    private ArgumentWriter writer(List<String> list) {
        return new ArgumentWriter(yaml.text().lineBreak(), list);
    }

    /** Writes the keys of a path, and a list with the chart's own items below them, into a mapping. */
    private Edit missing(MappingNode mapping, Optional<NodeTuple> above, List<String> keys) {
        List<String> all =
                Stream.concat(place.list().defaults().stream(), items.stream()).toList();
        if (mapping.getFlowStyle() == FlowStyle.FLOW) {
            return inBraces(mapping, keys, all);
        }
        int column = YamlPlaces.column(mapping.getValue().get(0).getKeyNode());
        int step = step(mapping);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            text.append(yaml.text().lineBreak())
                    .append(" ".repeat(column + i * step))
                    .append(keys.get(i))
                    .append(':');
        }
        int list = column + (keys.size() - 1) * step + listIndentation(mapping);
        text.append(writer(all).lines(list, " ", ScalarStyle.PLAIN));
        return new Edit.Insertion(place(mapping, above), text.toString());
    }

    /** Returns the end of the line with the key of the mapping; of the root, which has none, that of its last line. */
    private int place(MappingNode mapping, Optional<NodeTuple> above) {
        return above.map(entry -> yaml.text().lineEnd(yaml.end(entry.getKeyNode())))
                .orElseGet(() ->
                        yaml.lineEnd(mapping.getValue().get(mapping.getValue().size() - 1)));
    }

    /**
     * A mapping in braces gets the list in front of its other entries.
     *
     * <pre>{@code
     * server: {name: a}     server: {extraFlags: [flag], name: a}
     * }</pre>
     */
    private Edit inBraces(MappingNode mapping, List<String> keys, List<String> all) {
        boolean quoted = mapping.getValue().stream()
                .anyMatch(entry -> YamlPlaces.style(entry.getKeyNode()) == ScalarStyle.DOUBLE_QUOTED);
        String quote = quoted ? "\"" : "";
        ScalarStyle style = quoted ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            text.append(i == 0 ? "" : "{")
                    .append(quote)
                    .append(keys.get(i))
                    .append(quote)
                    .append(": ");
        }
        text.append('[').append(writer(all).list(style)).append(']');
        text.append("}".repeat(keys.size() - 1));
        int brace = yaml.text().after('{', yaml.start(mapping));
        if (mapping.getValue().isEmpty()) {
            return new Edit.Insertion(brace, text.toString());
        }
        int first = yaml.start(mapping.getValue().get(0).getKeyNode());
        return new Edit.Insertion(first, text + "," + yaml.text().gap(yaml.start(mapping), first));
    }

    /** Returns how far mappings are indented from their keys in this one. */
    private int step(MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getValueNode() instanceof MappingNode below
                        && below.getFlowStyle() == FlowStyle.BLOCK
                        && yaml.isWrittenHere(entry))
                .findFirst()
                .map(entry -> YamlPlaces.column(entry.getValueNode()) - YamlPlaces.column(entry.getKeyNode()))
                .orElse(USUAL_INDENTATION);
    }

    /** Returns how far lists are indented from their keys in this mapping. */
    private int listIndentation(MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getValueNode() instanceof SequenceNode list
                        && list.getFlowStyle() == FlowStyle.BLOCK
                        && yaml.isWrittenHere(entry))
                .findFirst()
                .map(entry -> YamlPlaces.column(entry.getValueNode()) - YamlPlaces.column(entry.getKeyNode()))
                .orElse(USUAL_INDENTATION);
    }
}
