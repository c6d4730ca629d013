package dev.hotreload.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A second opinion on the kubelet's expansion of variables, after third_party/forked/golang/expansion/expand.go. */
final class Kubelet {

    private Kubelet() {}

    /** Returns the values of literal variables, each expanded with those before it. */
    static Map<String, String> environment(List<Map.Entry<String, String>> literals) {
        Map<String, String> environment = new LinkedHashMap<>();
        literals.forEach(literal -> environment.put(literal.getKey(), expand(literal.getValue(), environment)));
        return environment;
    }

    static String expand(String input, Map<String, String> environment) {
        UnaryOperator<String> mapping = name -> environment.getOrDefault(name, "$(" + name + ")");
        StringBuilder expanded = new StringBuilder();
        int checkpoint = 0;
        for (int cursor = 0; cursor < input.length(); cursor++) {
            if (input.charAt(cursor) == '$' && cursor + 1 < input.length()) {
                expanded.append(input, checkpoint, cursor);
                String rest = input.substring(cursor + 1);
                int advance = 1;
                int close = rest.indexOf(')');
                if (rest.charAt(0) == '$') {
                    expanded.append('$');
                } else if (rest.charAt(0) == '(' && close > 0) {
                    expanded.append(mapping.apply(rest.substring(1, close)));
                    advance = close + 1;
                } else {
                    expanded.append('$').append(rest.charAt(0));
                }
                cursor += advance;
                checkpoint = cursor + 1;
            }
        }
        return expanded.append(input.substring(checkpoint)).toString();
    }

    /** Returns a text that the kubelet expands to this one. */
    static String escape(String text) {
        return text.replace("$", "$$");
    }
}
