package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container's environment as far as the pod tells it, and the kubelet's expansion of {@code $(NAME)} with it. Source:
 * kubernetes third_party/forked/golang/expansion/expand.go and pkg/kubelet/kubelet_pods.go.
 */
final class Environment {

    // Linux refuses to start a program with more; variables that double one another must not fill our memory either.
    private static final int MOST_EXPANDED = 2 << 20;

    private final Map<String, Argument> variables = new HashMap<>();
    private final boolean open;
    private int expanded;

    /** Reads the {@code env} of a container, in its order: a value may refer to the variables before it. */
    Environment(Container container) {
        open = !container.getEnvFrom().isEmpty();
        for (EnvVar variable : container.getEnv()) {
            variables.put(
                    variable.getName(),
                    variable.getValueFrom() != null
                            ? unknown(variable.getName())
                            : expand(variable.getValue() == null ? "" : variable.getValue()));
        }
    }

    /** Returns the value of a variable, or null where the pod does not set it. */
    @Nullable Argument get(String name) {
        return variables.get(name);
    }

    /** Returns the text with its references replaced: {@code $$} is an escape, a name that nobody sets stays as it is. */
    Argument expand(String text) {
        if (text.indexOf('$') < 0) {
            return Argument.of(text);
        }
        Pieces pieces = new Pieces();
        int index = 0;
        while (index < text.length()) {
            int dollar = text.indexOf('$', index);
            if (dollar < 0 || dollar + 1 == text.length()) {
                pieces.add(text.substring(index));
                break;
            }
            pieces.add(text.substring(index, dollar));
            char next = text.charAt(dollar + 1);
            int close = next == '(' ? text.indexOf(')', dollar) : -1;
            if (close > 0) {
                pieces.add(resolve(text.substring(dollar + 2, close)));
                index = close + 1;
            } else {
                pieces.add(next == '$' ? "$" : "$" + next);
                index = dollar + 2;
            }
        }
        return pieces.toArgument();
    }

    private Argument resolve(String name) {
        Argument value = variables.get(name);
        if (value != null) {
            return value;
        }
        return open ? unknown(name) : Argument.of("$(" + name + ")");
    }

    private static Argument unknown(String name) {
        return new Argument(List.of(new Argument.Reference(name)));
    }

    /** Joins neighbouring literals, and gives up, as a reference, on a text that grows without end. */
    private final class Pieces {
        private final List<Argument.Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();

        void add(String text) {
            expanded += text.length();
            if (expanded <= MOST_EXPANDED) {
                literal.append(text);
            }
        }

        void add(Argument value) {
            for (Argument.Part part : value.parts()) {
                if (part instanceof Argument.Literal known) {
                    add(known.text());
                } else if (expanded++ <= MOST_EXPANDED) {
                    flush();
                    parts.add(part);
                }
            }
        }

        Argument toArgument() {
            if (expanded > MOST_EXPANDED) {
                return unknown("");
            }
            flush();
            return parts.isEmpty() ? Argument.of("") : new Argument(parts);
        }

        private void flush() {
            if (literal.length() > 0) {
                parts.add(new Argument.Literal(literal.toString()));
                literal.setLength(0);
            }
        }
    }
}
