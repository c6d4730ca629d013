package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.Optional;

/** A list of arguments as a template of the chart writes it, and the first value that only helm knows. */
final class RenderedArguments {

    private final ArrayNode arguments = ValuesTree.JSON.arrayNode();
    private Optional<String> undecided = Optional.empty();

    /** Adds an argument of the template's own. */
    RenderedArguments add(String argument) {
        arguments.add(argument);
        return this;
    }

    /** Adds a flag whose value stands at a path, unless the template's {@code if} skips it. */
    RenderedArguments addIfTrue(String flag, JsonNode value, String path) {
        return ValuesTree.isTrue(value) ? add(flag, value, path) : this;
    }

    /** Adds a text of the template's own in front of a value. */
    RenderedArguments add(String before, JsonNode value, String path) {
        if (value.isContainerNode()) {
            undecided(path + " is not a string");
        } else {
            String text = before + (value.isNull() || value.isMissingNode() ? "" : value.asText());
            if (isReadBack(text)) {
                arguments.add(text);
            } else {
                undecided(path + " holds a template, or what YAML reads as something else");
            }
        }
        return this;
    }

    /** Adds each item of a list of flags without dashes. */
    RenderedArguments addFlags(JsonNode flags, String path) {
        boolean empty = flags.isNull() || (flags.isContainerNode() && flags.isEmpty());
        if (flags.isArray()) {
            flags.forEach(flag -> add("--", flag, path));
        } else if (!empty) {
            undecided(path + " is not a list");
        }
        return this;
    }

    /** Adds each flag of a mapping from names to values, in the order of the names, as templates go through it. */
    RenderedArguments addMap(JsonNode flags, String path, boolean withoutValue) {
        boolean empty = flags.isMissingNode() || flags.isNull() || (flags.isContainerNode() && flags.isEmpty());
        if (flags.isObject()) {
            flags.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(flag -> {
                boolean bare = withoutValue && !ValuesTree.isTrue(flag.getValue());
                add(
                        "--" + flag.getKey() + (bare ? "" : "="),
                        bare ? ValuesTree.JSON.nullNode() : flag.getValue(),
                        path + "." + flag.getKey());
            });
        } else if (!empty) {
            undecided(path + " is not a mapping");
        }
        return this;
    }

    /** Adds the items of a list as they are. */
    RenderedArguments addAll(JsonNode list, String path) {
        if (list.isArray()) {
            list.forEach(item -> {
                if (item.isTextual() && !isTemplate(item.textValue())) {
                    arguments.add(item);
                } else {
                    undecided("an item of " + path + " is not a string, or a template");
                }
            });
        } else {
            undecided(path + " is not a list");
        }
        return this;
    }

    private void undecided(String why) {
        undecided = undecided.or(() -> Optional.of(why));
    }

    /** Returns why only helm knows the arguments; empty where they are known. */
    Optional<String> undecided() {
        return undecided;
    }

    ArrayNode list() {
        return arguments;
    }

    /** Returns whether YAML reads an argument without quotes, which is how the templates write it, as the same text. */
    private static boolean isReadBack(String text) {
        return !isTemplate(text)
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && text.equals(text.strip())
                && text.chars().noneMatch(c -> c < ' ');
    }

    /** Helm renders the one, and Flux replaces the other after that. Source: fluxcd.io, Kustomization postBuild. */
    private static boolean isTemplate(String text) {
        return text.contains("{{") || text.contains("${");
    }
}
