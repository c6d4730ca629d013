package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container's environment as far as the pod tells it, and the kubelet's expansion of {@code $(NAME)} with it. Source:
 * kubernetes third_party/forked/golang/expansion/expand.go and pkg/kubelet/kubelet_pods.go.
 */
final class Environment {

    private static final Argument GIVEN_UP = unknown("");

    private final Map<String, Argument> variables = new HashMap<>();
    private final boolean open;
    private final WorkBudget budget;

    /** Reads the {@code env} of a container, in its order: a value may refer to the variables before it. */
    Environment(Container container, WorkBudget budget) {
        this.budget = budget;
        open = !container.getEnvFrom().isEmpty();
        for (EnvVar variable : container.getEnv()) {
            variables.put(
                    variable.getName(),
                    variable.getValueFrom() != null
                            ? unknown(variable.getName())
                            : expand(variable.getValue() == null ? "" : variable.getValue()));
        }
    }

    /** Returns the value of a variable; empty where the pod does not set it. */
    Optional<Argument> get(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Returns the values that are known as a whole. */
    Stream<Argument> literals() {
        return variables.values().stream().filter(Argument::isKnown);
    }

    /**
     * Returns the text with its references replaced: {@code $$} is an escape, a name that nobody sets stays as it is.
     */
    Argument expand(String text) {
        if (text.indexOf('$') < 0) {
            return Argument.of(text);
        }
        Pieces pieces = new Pieces();
        int lastClose = text.lastIndexOf(')');
        int index = 0;
        while (index < text.length() && !budget.isExhausted()) {
            int dollar = text.indexOf('$', index);
            if (dollar < 0 || dollar + 1 == text.length()) {
                pieces.add(text, index, text.length());
                break;
            }
            pieces.add(text, index, dollar);
            char next = text.charAt(dollar + 1);
            if (next == '(' && lastClose > dollar) {
                int close = text.indexOf(')', dollar);
                pieces.add(resolve(text.substring(dollar + 2, close)));
                index = close + 1;
            } else {
                pieces.add(text, next == '$' ? dollar + 1 : dollar, dollar + 2);
                index = dollar + 2;
            }
        }
        return budget.isExhausted() ? GIVEN_UP : pieces.toArgument();
    }

    private Argument resolve(String name) {
        Argument value = variables.get(name);
        if (value != null) {
            return value;
        }
        return open ? unknown(name) : Argument.of("$(" + name + ")");
    }

    private static Argument unknown(String name) {
        return Argument.of(List.of(new Argument.Reference(name)));
    }

    /** Joins neighbouring literals, as long as the budget lasts. */
    private final class Pieces {
        private final List<Argument.Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        void add(String text, int start, int end) {
            if (budget.spendCharacters(end - start)) {
                literal.append(text, start, end);
            }
        }

        void add(Argument value) {
            for (Argument.Part part : value.parts()) {
                if (part.isKnown()) {
                    add(part.text(), 0, part.text().length());
                } else if (budget.spendWord(0)) {
                    flush();
                    parts.add(part);
                }
            }
        }

        Argument toArgument() {
            flush();
            return parts.isEmpty() ? Argument.of("") : Argument.of(parts);
        }

        private void flush() {
            if (literal.length() > 0) {
                parts.add(new Argument.Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
