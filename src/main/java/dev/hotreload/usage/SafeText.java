package dev.hotreload.usage;

/**
 * Text from files, pods and networks, made safe to print for people: it stays on its line, steers no terminal, starts
 * no workflow command, and is read in the order in which it is written.
 */
public final class SafeText {

    private static final char REPLACEMENT = '?';

    private SafeText() {}

    /**
     * Returns the text with a question mark for each character that {@link #isUnsafe} finds, so that it fits on one
     * line.
     */
    public static String line(String text) {
        return replace(text, '\0');
    }

    /** Returns the same as {@link #line}, with tabs kept: for a line of a file, which may be indented with them. */
    public static String sourceLine(String text) {
        return replace(text, '\t');
    }

    private static String replace(String text, char kept) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                safe.append(c).append(text.charAt(++i));
            } else {
                safe.append(isUnsafe(c) && (c != kept || kept == '\0') ? REPLACEMENT : c);
            }
        }
        return safe.toString();
    }

    /**
     * Returns whether a character must not be printed: the control characters C0 and C1 with delete, among them every
     * line break; U+2028 and U+2029, which also break lines; the marks, embeddings, overrides and isolates that change
     * the direction of text (Unicode Standard Annex 9, section 2); half a surrogate pair; and U+FFFE and U+FFFF, which
     * are not characters.
     */
    public static boolean isUnsafe(char c) {
        return Character.isISOControl(c)
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069')
                || Character.isSurrogate(c)
                || c >= '\uFFFE';
    }
}
