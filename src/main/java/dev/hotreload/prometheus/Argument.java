package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.List;

/**
 * One argument of a container as its process receives it: known text, and references to variables whose value only the
 * node knows.
 */
public final class Argument {

    /** A piece of an argument. */
    public sealed interface Part {
        /** Returns the piece as it is written: a literal's text, or {@code $(NAME)}. */
        String text();

        /** Returns whether the node has no say in it. */
        boolean isKnown();
    }

    /** Text that is known. */
    public record Literal(String text) implements Part {
        @Override
        public boolean isKnown() {
            return true;
        }
    }

    /** A reference, {@code $(NAME)}, to a variable that is set from a source outside the pod. */
    public record Reference(String name) implements Part {
        @Override
        public String text() {
            return "$(" + name + ")";
        }

        @Override
        public boolean isKnown() {
            return false;
        }
    }

    private final String text;

    /** Empty when the text is known as a whole: most arguments are, and a pod may have many. */
    private final List<Part> parts;

    private Argument(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** Returns an argument whose whole text is known. */
    public static Argument of(String text) {
        return new Argument(text, List.of());
    }

    /**
     * Returns an argument of several parts.
     *
     * @param parts in their order, at least one; two literals never stand side by side
     */
    public static Argument of(List<Part> parts) {
        boolean known = parts.size() == 1 && parts.get(0).isKnown();
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return new Argument(text.toString(), known ? List.of() : List.copyOf(parts));
    }

    /** Returns the text, with {@code $(NAME)} for each reference. */
    public String text() {
        return text;
    }

    /** Returns the pieces, at least one. */
    public List<Part> parts() {
        return isKnown() ? List.of(new Literal(text)) : parts;
    }

    /** Returns whether the whole text is known. */
    public boolean isKnown() {
        return parts.isEmpty();
    }

    /** Returns whether the argument is known to be exactly this text. */
    public boolean is(String candidate) {
        return isKnown() && text.equals(candidate);
    }

    /** Returns whether the argument is known to begin with this text. */
    public boolean startsWith(String prefix) {
        return head().startsWith(prefix);
    }

    /** Returns whether the argument is known to begin with a flag, spelt with its dashes, and {@code =}. */
    boolean hasValueOf(String flag) {
        String head = head();
        return head.length() > flag.length() && head.charAt(flag.length()) == '=' && head.startsWith(flag);
    }

    /** Returns the known text at the end; empty when the argument ends in a reference. */
    public String tail() {
        return isKnown() ? text : known(parts.get(parts.size() - 1));
    }

    /** Returns what follows the first {@code length} characters, which must be known. */
    Argument substring(int length) {
        if (isKnown()) {
            return of(text.substring(length));
        }
        List<Part> rest = new ArrayList<>(parts);
        rest.set(0, new Literal(head().substring(length)));
        return of(rest);
    }

    /** Returns whether some value of the references makes the argument exactly this text. */
    public boolean couldBe(String candidate) {
        if (isKnown()) {
            return text.equals(candidate);
        }
        int position = 0;
        boolean afterReference = false;
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isKnown()) {
                afterReference = true;
                continue;
            }
            String literal = parts.get(i).text();
            boolean last = i == parts.size() - 1;
            if (!afterReference) {
                if (!candidate.startsWith(literal, position)) {
                    return false;
                }
                position += literal.length();
            } else if (last) {
                return candidate.length() - literal.length() >= position && candidate.endsWith(literal);
            } else {
                // The leftmost place leaves the most room for the parts that follow.
                int found = candidate.indexOf(literal, position);
                if (found < 0) {
                    return false;
                }
                position = found + literal.length();
            }
            afterReference = false;
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Argument argument && argument.text.equals(text) && argument.parts.equals(parts);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Names no value: logs may print it. */
    @Override
    public String toString() {
        return "Argument of " + text.length() + " characters";
    }

    private String head() {
        return isKnown() ? text : known(parts.get(0));
    }

    private static String known(Part part) {
        return part.isKnown() ? part.text() : "";
    }
}
