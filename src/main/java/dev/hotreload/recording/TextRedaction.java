package dev.hotreload.recording;

/**
 * Replaces what may be secret in one text. A text without a word of the vocabulary is replaced as a whole, unless it is
 * a path, which may be that of a URL elsewhere. In any other text each unknown word is replaced, and what stands
 * between words is kept: it decides where an argument, a URL or a shell command ends.
 */
final class TextRedaction {

    private static final int SHORT_OPTION = 5;
    private static final int SHORT_NUMBER = 3;
    private static final int PORT = 5;

    private final StandIns standIns;

    TextRedaction(StandIns standIns) {
        this.standIns = standIns;
    }

    String of(String text) {
        int value = startOfValue(text);
        return value > 0 ? wordByWord(text.substring(0, value)) + of(text.substring(value)) : ofValue(text);
    }

    /** Returns where the value in a text such as {@code --name=value} begins; 0 when the text is not of this form. */
    private static int startOfValue(String text) {
        int end = 0;
        while (end < text.length() && (isOfWord(text.charAt(end)) || "-.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '=' ? end + 1 : 0;
    }

    private String ofValue(String text) {
        boolean inParts =
                text.length() <= 1 || text.startsWith("/") || isFlag(text) || holdsKnown(text) || isNumeric(text);
        return inParts ? wordByWord(text) : standIns.word(text);
    }

    /** A flag without a value, {@code --}, or the options of a shell: their dashes decide. */
    private static boolean isFlag(String text) {
        return text.startsWith("-") && text.chars().allMatch(c -> isOfWord((char) c) || c == '-' || c == '.');
    }

    /** An address, a version, a duration: its words are numbers. */
    private static boolean isNumeric(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = endOfWord(text, start);
            String word = text.substring(start, end);
            if (!word.isEmpty() && !isPort(word) && !isShortNumber(word)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isPort(String text) {
        return text.length() <= PORT && text.chars().allMatch(TextRedaction::isDigit);
    }

    private static boolean holdsKnown(String text) {
        if (text.contains("$(")) {
            return true;
        }
        int start = 0;
        while (start < text.length()) {
            int end = endOfWord(text, start);
            if (end > start + 1 && Words.VOCABULARY.containIgnoringCase(text.substring(start, end))) {
                return true;
            }
            start = Math.max(end, start + 1);
        }
        return false;
    }

    private String wordByWord(String text) {
        if (text.length() <= SHORT_OPTION && isFlag(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int start = 0;
        while (start < text.length()) {
            int end = endOfWord(text, start);
            if (end > start) {
                kept.append(ofWord(text.substring(start, end)));
            } else {
                kept.append(text.charAt(end++));
            }
            start = end;
        }
        return kept.toString();
    }

    private String ofWord(String word) {
        boolean known = word.length() == 1 || Words.VOCABULARY.containIgnoringCase(word) || isShortNumber(word);
        if (known) {
            return word;
        }
        return isPort(word) ? standIns.port(word) : standIns.word(word);
    }

    /** A part of an address, of a version such as v2, or of a duration such as 30s. */
    private static boolean isShortNumber(String word) {
        String number = word.startsWith("v") ? word.substring(1) : word;
        int digits = 0;
        while (digits < number.length() && isDigit(number.charAt(digits))) {
            digits++;
        }
        boolean unit = digits == number.length() || "smhdwy".indexOf(number.charAt(digits)) >= 0;
        return digits > 0 && digits <= SHORT_NUMBER && number.length() <= digits + 1 && unit;
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Letters, digits and underscores, and whatever is not ASCII. */
    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c > '~' || (c < ' ' && "\t\n\r".indexOf(c) < 0);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
