package dev.hotreload.review.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.values.FlagsPlace;
import dev.hotreload.review.values.ValuesEdit;
import dev.hotreload.review.yaml.DocumentPiece;
import dev.hotreload.review.yaml.UnreadableException;
import dev.hotreload.review.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Writes arguments of a Prometheus container into the values of the chart that makes it. */
final class ValuesInsertion {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ValuesInsertion() {}

    /**
     * Returns the edit that adds arguments.
     *
     * @param patched the pod that is wanted; values that do not make it are refused
     */
    static Edit of(Text text, ValuesEdit edit, FlagsPlace place, List<String> arguments, JsonNode patched) {
        boolean makesIt = edit.podWith(arguments)
                .filter(pod -> hasSameArguments(pod, patched))
                .isPresent();
        return place.<Edit>fold(
                        mapping -> makesIt ? ListInsertion.of(text, mapping, arguments) : different(),
                        inner -> makesIt ? EmbeddedInsertion.of(text, inner, arguments) : different(),
                        parameters -> makesIt ? ParameterInsertion.of(text, parameters, arguments) : different(),
                        nowhere -> new Edit.Refused(nowhere.why()))
                .fold(insertion -> unlessSecret(text, insertion), refused -> refused);
    }

    /** Refuses to change a line that may hold a secret, because every diff would show it. */
    private static Edit unlessSecret(Text text, Edit.Insertion insertion) {
        int end = text.lineEnd(insertion.at());
        String line = text.characters().substring(text.characters().lastIndexOf('\n', insertion.at() - 1) + 1, end);
        return insertion.at() < end && SecretLine.mayHoldSecret(line)
                ? new Edit.Refused(
                        "the line that would change may hold a secret, which a diff would show; give the list"
                                + " a line of its own")
                : insertion;
    }

    private static Edit different() {
        return new Edit.Refused("the chart would not make the wanted arguments of these values; add them manually");
    }

    /** Returns whether two pods are the same, apart from the order in which arguments stand. */
    private static boolean hasSameArguments(JsonNode pod, JsonNode other) {
        return sorted(pod).equals(sorted(other));
    }

    private static JsonNode sorted(JsonNode pod) {
        JsonNode copy = pod.deepCopy();
        for (JsonNode container : copy.at("/spec/containers")) {
            if (container instanceof ObjectNode object && object.path("args").isArray()) {
                List<String> arguments = new ArrayList<>();
                object.get("args").forEach(argument -> arguments.add(argument.asText()));
                ArrayNode list = object.putArray("args");
                arguments.stream().sorted().forEach(list::add);
            }
        }
        return copy;
    }

    /** Adds what has to stand in the place of the values that the edit changes. */
    static void want(FlagsPlace place, List<String> arguments, IdentityHashMap<JsonNode, JsonNode> wanted) {
        place.fold(
                mapping -> Optional.ofNullable(
                        wanted.put(mapping.values(), ValuesEdit.with(mapping.values(), mapping.list(), arguments))),
                inner -> Optional.ofNullable(
                        wanted.put(inner.values().string(), JSON.textNode(innerText(inner, arguments)))),
                parameters ->
                        Optional.ofNullable(wanted.put(parameters.holder(), withParameters(parameters, arguments))),
                nowhere -> Optional.empty());
    }

    /** Returns the inner text after the edit; as it is where the edit does not do what is wanted. */
    private static String innerText(FlagsPlace.InText place, List<String> arguments) {
        String before = place.values().text();
        String after =
                EmbeddedInsertion.inner(place, arguments).fold(insertion -> insertion.in(before), refused -> before);
        IdentityHashMap<JsonNode, JsonNode> wanted = new IdentityHashMap<>();
        wanted.put(
                place.list().values(),
                ValuesEdit.with(place.list().values(), place.list().list(), arguments));
        boolean holds = new TreeComparison(wanted).holds(List.of(place.root()), trees(after));
        return holds ? after : before;
    }

    private static List<JsonNode> trees(String text) {
        List<JsonNode> trees = new ArrayList<>();
        DocumentPiece.forEach(text, piece -> {
            try {
                YamlDocument.read("", piece).ifPresent(document -> trees.add(document.root()));
            } catch (UnreadableException e) {
                trees.add(JSON.missingNode());
            }
        });
        return trees;
    }

    private static JsonNode withParameters(FlagsPlace.InParameters place, List<String> arguments) {
        ObjectNode holder = place.holder().deepCopy();
        if (holder.path(place.field()) instanceof ArrayNode list) {
            for (ParameterInsertion.Added added : ParameterInsertion.added(place, arguments)) {
                list.addObject().put("name", added.name()).put("value", added.value());
            }
        }
        return holder;
    }
}
