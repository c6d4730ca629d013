package dev.hotreload.review.fix;

import dev.hotreload.review.yaml.MappingSource;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * A text into which something is to be inserted.
 *
 * @param characters of the file
 * @param lineBreak that the file uses
 * @param pairs whether some code points take two characters
 */
record Text(String characters, String lineBreak, boolean pairs) {

    static Text of(String characters) {
        int first = characters.indexOf('\n');
        boolean carriageReturn = first > 0 && characters.charAt(first - 1) == '\r';
        return new Text(
                characters,
                carriageReturn ? "\r\n" : "\n",
                characters.chars().anyMatch(character -> Character.isSurrogate((char) character)));
    }

    /** Returns the place of a mark. Marks count code points from the start of their document. */
    int index(MappingSource source, Optional<Mark> mark) {
        int codePoints = mark.map(Mark::getIndex).orElse(0);
        return pairs
                ? characters.offsetByCodePoints(source.charactersBefore(), codePoints)
                : source.charactersBefore() + codePoints;
    }

    /** Returns where the line that holds this place ends, before its line break. */
    int lineEnd(int at) {
        int feed = characters.indexOf('\n', at);
        int end = feed < 0 ? characters.length() : feed;
        return end > at && characters.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Returns the place after the next one of this character. */
    int after(char character, int at) {
        return characters.indexOf(character, at) + 1;
    }

    /** Returns the end of the last line with words in it that ends before this place. */
    int beforeBlankLines(int at) {
        int end = at;
        while (end > 0 && Character.isWhitespace(characters.charAt(end - 1))) {
            end--;
        }
        return lineEnd(end);
    }

    /** Returns what separates the items of a flow collection: a space, or a line break if each has its own line. */
    String gap(int collection, int item) {
        int line = characters.lastIndexOf('\n', item) + 1;
        String before = characters.substring(line, item);
        return line > collection && before.isBlank() ? lineBreak + before : " ";
    }
}
