package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.pod.ContainerPosition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How the Prometheus container that some values make gets more arguments. */
public final class ValuesEdit {

    private final ContainerPosition container;
    private final FlagsPlace place;
    private final FlagList list;
    private final ObjectNode values;
    private final Function<ObjectNode, Rendered> chart;

    /**
     * Prepares an edit.
     *
     * @param container that gets the arguments
     * @param place where they are written
     * @param list that they become items of
     * @param values all values, of all layers
     * @param chart makes a pod of values
     */
    ValuesEdit(
            ContainerPosition container,
            FlagsPlace place,
            FlagList list,
            ObjectNode values,
            Function<ObjectNode, Rendered> chart) {
        this.container = container;
        this.place = place;
        this.list = list;
        this.values = values;
        this.chart = chart;
    }

    /** Returns where the arguments of a container are written; of any other than the server, nowhere. */
    public FlagsPlace place(ContainerPosition of) {
        return of.equals(container)
                ? place
                : new FlagsPlace.Nowhere("this container stands in the values with its own args; add the flags there");
    }

    /** Returns the list that gets the arguments. */
    public FlagList list() {
        return list;
    }

    /** Returns the pod that the chart makes when the server has these arguments too; empty if it makes none. */
    public Optional<ObjectNode> podWith(List<String> arguments) {
        return chart.apply(with(values, list, arguments))
                .fold(pod -> Optional.of(pod.template()), why -> Optional.empty());
    }

    /** Returns values whose list has the items for these arguments too. */
    public static ObjectNode with(ObjectNode values, FlagList list, List<String> arguments) {
        JsonNode there = ValuesTree.at(values, list.path());
        ArrayNode items = there instanceof ArrayNode array ? array.deepCopy() : ValuesTree.JSON.arrayNode();
        if (there.isMissingNode()) {
            list.defaults().forEach(items::add);
        }
        list.items(arguments).forEach(items::add);
        return ValuesTree.with(values, list.path(), items);
    }
}
