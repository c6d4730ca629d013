package dev.hotreload.decision;

import java.util.List;
import java.util.Optional;

/** A name of namespaces in which {@code *} stands for any text. It is prepared once, and matched in linear time. */
public final class NamespaceGlob {

    /** A namespace is a DNS label. Source: kubernetes.io/docs/concepts/overview/working-with-objects/names. */
    private static final int LONGEST = 63;

    private final String text;
    private final List<String> literals;

    private NamespaceGlob(String text) {
        this.text = text;
        literals = List.of(text.split("\\*", -1));
    }

    /**
     * Reads a glob; empty when it holds anything but lower-case letters, digits, {@code -} and {@code *}, or is too
     * long.
     */
    public static Optional<NamespaceGlob> parse(String text) {
        boolean valid =
                !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(NamespaceGlob::isAllowed);
        return valid ? Optional.of(new NamespaceGlob(text)) : Optional.empty();
    }

    /** Returns whether the whole name matches. */
    public boolean matches(String namespace) {
        if (namespace.length() > LONGEST) {
            return false;
        }
        String first = literals.get(0);
        String last = literals.get(literals.size() - 1);
        if (literals.size() == 1) {
            return namespace.equals(first);
        }
        int end = namespace.length() - last.length();
        if (!namespace.startsWith(first) || !namespace.endsWith(last) || first.length() > end) {
            return false;
        }
        int position = first.length();
        for (String literal : literals.subList(1, literals.size() - 1)) {
            // The leftmost place leaves the most room for the literals that follow.
            int found = namespace.indexOf(literal, position);
            if (found < 0) {
                return false;
            }
            position = found + literal.length();
        }
        return position <= end;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceGlob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the glob as it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '*';
    }
}
