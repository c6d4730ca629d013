package dev.hotreload.usage;

import java.util.ArrayList;
import java.util.List;

/**
 * Text for people that grows by lines, wrapped between words at a width. A word that is longer stays whole, and a
 * number stays with its word.
 */
public final class WrappedText {

    private final StringBuilder text = new StringBuilder();
    private final int width;

    public WrappedText(int width) {
        this.width = width;
    }

    /**
     * Adds words, wrapped.
     *
     * @param first what stands before them, of which {@code columns} can be seen: colours cannot
     * @param indent of the lines after the first
     */
    public void words(String first, int columns, int indent, String words) {
        text.append(first);
        int column = columns;
        boolean atStart = true;
        for (String word : units(SafeText.line(words))) {
            int length = word.codePointCount(0, word.length());
            if (!atStart && column + 1 + length > width) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
                atStart = true;
            }
            if (!atStart) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += length;
            atStart = false;
        }
        text.append('\n');
    }

    private static List<String> units(String words) {
        List<String> units = new ArrayList<>();
        StringBuilder number = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            number.append(word);
            if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                number.append(' ');
            } else {
                units.add(number.toString());
                number.setLength(0);
            }
        }
        if (number.length() > 0) {
            units.add(number.toString().strip());
        }
        return units;
    }

    /** Adds words, wrapped and indented. */
    public void words(int indent, String words) {
        words(" ".repeat(indent), indent, indent, words);
    }

    /** Adds a line that is not wrapped, because somebody copies it. */
    public void line(String line) {
        text.append(SafeText.line(line)).append('\n');
    }

    /** Adds an empty line, unless nothing stands before it. */
    public void gap() {
        if (text.length() > 0) {
            text.append('\n');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
