package dev.hotreload.review.fix;

import dev.hotreload.review.values.FlagsPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Adds parameters, one for each item of a list of flags, after the others.
 *
 * <pre>{@code
 * - name: server.extraFlags[0]     - name: server.extraFlags[0]
 *   value: a                         value: a
 *                                  - name: server.extraFlags[1]
 *                                    value: flag
 * }</pre>
 */
final class ParameterInsertion {

    private ParameterInsertion() {}

    /** The name and the value of a parameter. */
    record Added(String name, String value) {}

    /** Returns the parameters that add the items for these arguments. */
    static List<Added> added(FlagsPlace.InParameters place, List<String> arguments) {
        List<Added> added = new ArrayList<>();
        int index = place.list().size();
        List<String> items = Stream.concat(place.list().defaults().stream(), place.list().items(arguments).stream())
                .toList();
        for (String item : items) {
            added.add(new Added(place.list().name() + "[" + index++ + "]", item));
        }
        return added;
    }

    static Edit of(Text text, FlagsPlace.InParameters place, List<String> arguments) {
        YamlPlaces yaml = new YamlPlaces(text, place.source());
        Optional<NodeTuple> entry = YamlPlaces.field(place.source().mapping(), place.field());
        if (entry.isEmpty()
                || !(entry.get().getValueNode() instanceof SequenceNode list)
                || list.getFlowStyle() == FlowStyle.FLOW
                || list.getValue().isEmpty()
                || !(list.getValue().get(list.getValue().size() - 1) instanceof MappingNode last)
                || last.getFlowStyle() == FlowStyle.FLOW) {
            return new Edit.Refused("the parameters are not a list with a line for each name; add the flags there");
        }
        boolean elsewhere = yaml.isShared(list)
                || yaml.isShared(last)
                || !yaml.isWrittenHere(entry.get())
                || yaml.start(last) < yaml.start(list)
                || last.getValue().stream().anyMatch(pair -> !yaml.isWrittenHere(pair));
        if (elsewhere) {
            return Edit.Refused.SHARED;
        }
        String dash = text.lineBreak() + " ".repeat(YamlPlaces.column(list)) + "-";
        String space = " ".repeat(Math.max(1, YamlPlaces.column(last) - YamlPlaces.column(list) - 1));
        String below = text.lineBreak() + " ".repeat(YamlPlaces.column(last));
        StringBuilder inserted = new StringBuilder();
        for (Added added : added(place, arguments)) {
            inserted.append(dash).append(space).append("name: ").append(added.name());
            inserted.append(below).append("value: ").append(added.value());
        }
        return new Edit.Insertion(
                yaml.lineEnd(last.getValue().get(last.getValue().size() - 1)), inserted.toString());
    }
}
