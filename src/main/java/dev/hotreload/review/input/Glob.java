package dev.hotreload.review.input;

/**
 * Matches a name with a pattern of {@code *}, {@code ?}, {@code [...]} and {@code \} in at most pattern times name
 * steps.
 */
final class Glob {

    private Glob() {}

    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && isOne(pattern, p, name.charAt(n))) {
                p = end(pattern, p);
                n++;
            } else if (star >= 0) {
                // The last star takes one character more; those before it need not change.
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Returns whether the element of the pattern that starts at {@code p} matches a character. */
    private static boolean isOne(String pattern, int p, char c) {
        return switch (pattern.charAt(p)) {
            case '?' -> true;
            case '\\' -> p + 1 < pattern.length() && pattern.charAt(p + 1) == c;
            case '[' -> end(pattern, p) == p + 1 ? c == '[' : isInClass(pattern, p, c);
            default -> pattern.charAt(p) == c;
        };
    }

    /** Returns where the element of the pattern that starts at {@code p} ends. */
    private static int end(String pattern, int p) {
        return switch (pattern.charAt(p)) {
            case '\\' -> Math.min(p + 2, pattern.length());
            case '[' -> {
                int close = pattern.indexOf(']', first(pattern, p) + 1);
                yield close < 0 ? p + 1 : close + 1;
            }
            default -> p + 1;
        };
    }

    private static boolean isInClass(String pattern, int p, char c) {
        int first = first(pattern, p);
        int close = end(pattern, p) - 1;
        boolean found = false;
        for (int i = first; i < close; i++) {
            boolean range = i + 2 < close && pattern.charAt(i + 1) == '-';
            found |= range ? c >= pattern.charAt(i) && c <= pattern.charAt(i + 2) : c == pattern.charAt(i);
            i += range ? 2 : 0;
        }
        return found != first > p + 1;
    }

    /** Returns where the characters of a class start, after the bracket and a negation. */
    private static int first(String pattern, int p) {
        boolean negated = p + 1 < pattern.length() && (pattern.charAt(p + 1) == '!' || pattern.charAt(p + 1) == '^');
        return p + (negated ? 2 : 1);
    }
}
