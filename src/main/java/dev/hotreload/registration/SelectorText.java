package dev.hotreload.registration;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a label selector as the query of a list takes it
 * (kubernetes.io/docs/concepts/overview/working-with-objects/labels). fabric8's own conversion drops a label that an
 * expression names too.
 */
final class SelectorText {

    private SelectorText() {}

    static String of(LabelSelector selector) {
        return Stream.concat(
                        selector.getMatchLabels().entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue()),
                        selector.getMatchExpressions().stream().map(SelectorText::of))
                .collect(Collectors.joining(","));
    }

    private static String of(LabelSelectorRequirement requirement) {
        String key = requirement.getKey();
        String values = " (" + String.join(",", requirement.getValues()) + ")";
        return switch (requirement.getOperator()) {
            case "In" -> key + " in" + values;
            case "NotIn" -> key + " notin" + values;
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default -> throw new IllegalArgumentException("the API server does not know this operator");
        };
    }
}
