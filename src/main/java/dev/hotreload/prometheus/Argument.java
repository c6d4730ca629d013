package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.List;

/**
 * One argument of a container as its process will get it: text, and between it references to variables whose value only
 * the node will know.
 *
 * @param parts in their order; two literals never stand side by side
 */
public record Argument(List<Part> parts) {

    /** A piece of an argument. */
    public sealed interface Part {}

    /** Text that is known. */
    public record Literal(String text) implements Part {}

    /** A reference, {@code $(NAME)}, to a variable that is set from a source outside the pod. */
    public record Reference(String name) implements Part {}

    public Argument {
        parts = List.copyOf(parts);
    }

    /** Returns an argument that is known as a whole. */
    public static Argument of(String text) {
        return new Argument(List.of(new Literal(text)));
    }

    /** Returns the text, with {@code $(NAME)} where a reference stands. */
    public String text() {
        if (parts.size() == 1 && parts.get(0) instanceof Literal literal) {
            return literal.text();
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Reference reference) {
                text.append("$(").append(reference.name()).append(')');
            }
        }
        return text.toString();
    }

    /** Returns whether the whole text is known. */
    public boolean isKnown() {
        return parts.stream().allMatch(Literal.class::isInstance);
    }

    /** Returns whether the argument is known to be exactly this text. */
    public boolean is(String text) {
        return isKnown() && text().equals(text);
    }

    /** Returns whether the argument is known to begin with this text. */
    public boolean startsWith(String prefix) {
        return head().startsWith(prefix);
    }

    /** Returns what follows the first {@code length} characters, which must be known. */
    Argument substring(int length) {
        List<Part> rest = new ArrayList<>(parts);
        rest.set(0, new Literal(head().substring(length)));
        return new Argument(rest);
    }

    /** Returns whether some value of the references would make the argument exactly this text. */
    public boolean couldBe(String candidate) {
        int position = 0;
        boolean anything = false;
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Literal literal)) {
                anything = true;
                continue;
            }
            String text = literal.text();
            boolean last = i == parts.size() - 1;
            if (!anything) {
                if (!candidate.startsWith(text, position)) {
                    return false;
                }
                position += text.length();
            } else if (last) {
                return candidate.length() - text.length() >= position && candidate.endsWith(text);
            } else {
                int found = candidate.indexOf(text, position);
                if (found < 0) {
                    return false;
                }
                position = found + text.length();
            }
            anything = false;
        }
        return anything || position == candidate.length();
    }

    private String head() {
        return !parts.isEmpty() && parts.get(0) instanceof Literal literal ? literal.text() : "";
    }
}
