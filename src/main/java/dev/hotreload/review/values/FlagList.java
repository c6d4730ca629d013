package dev.hotreload.review.values;

import java.util.List;

/**
 * A list of flags in values.
 *
 * @param path where it stands
 * @param size how many items the values have there
 * @param defaults what has to be written first where the values do not have the list, because a list replaces the
 *     chart's own
 * @param dashes what the chart writes in front of an item
 */
public record FlagList(List<String> path, int size, List<String> defaults, String dashes) {
    public FlagList {
        path = List.copyOf(path);
        defaults = List.copyOf(defaults);
    }

    /** Returns the items of the list for these arguments. */
    public List<String> items(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.startsWith(dashes) ? argument.substring(dashes.length()) : argument)
                .toList();
    }

    /** Returns the list's name as messages call it, for example {@code server.extraFlags}. */
    public String name() {
        return String.join(".", path);
    }
}
