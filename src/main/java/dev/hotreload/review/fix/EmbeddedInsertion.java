package dev.hotreload.review.fix;

import dev.hotreload.review.values.EmbeddedValues;
import dev.hotreload.review.values.FlagsPlace;
import java.util.List;
import java.util.Optional;

/**
 * Inserts into YAML that is a string of another document, with the indentation and the line breaks of the outer one.
 */
final class EmbeddedInsertion {

    private static final Edit QUOTED =
            new Edit.Refused("the values are a string in quotes, or one that is folded; write them after a |");

    private EmbeddedInsertion() {}

    /** Returns the edit of the inner text. */
    static Edit inner(FlagsPlace.InText place, List<String> arguments) {
        return ListInsertion.of(Text.of(place.values().text()), place.list(), arguments);
    }

    /** Returns the edit of the outer text. */
    static Edit of(Text outer, FlagsPlace.InText place, List<String> arguments) {
        Optional<Lines> lines = Lines.of(outer, place.values());
        return lines.isEmpty()
                ? QUOTED
                : inner(place, arguments).fold(insertion -> lines.get().outer(insertion), refused -> (Edit) refused);
    }

    /**
     * The lines of a string after a {@code |}, each of which is a line of the outer text with blanks in front of it.
     *
     * @param text the string
     * @param first where the first of its lines starts in the outer text
     * @param indentation how many blanks stand in front of each
     */
    private record Lines(Text outer, String text, int first, int indentation) {

        static Optional<Lines> of(Text outer, EmbeddedValues values) {
            if (!values.isOnItsOwnLines()) {
                return Optional.empty();
            }
            int bar = outer.index(values.holder(), values.scalar().getStartMark());
            int first = outer.characters().indexOf('\n', bar) + 1;
            int at = first;
            for (String line : values.text().split("\n", -1)) {
                String written = outer.characters().substring(at, outer.lineEnd(at));
                if (!line.isBlank()) {
                    return written.endsWith(line)
                            ? Optional.of(new Lines(outer, values.text(), first, written.length() - line.length()))
                            : Optional.empty();
                }
                at = outer.characters().indexOf('\n', at) + 1;
            }
            return Optional.empty();
        }

        Edit outer(Edit.Insertion inner) {
            int line = 0;
            int start = 0;
            for (int feed = text.indexOf('\n'); feed >= 0 && feed < inner.at(); feed = text.indexOf('\n', feed + 1)) {
                line++;
                start = feed + 1;
            }
            int at = first;
            for (int i = 0; i < line; i++) {
                at = outer.characters().indexOf('\n', at) + 1;
            }
            String indented = inner.text().replace("\n", outer.lineBreak() + " ".repeat(indentation));
            return new Edit.Insertion(at + indentation + inner.at() - start, inner.instead(), indented);
        }
    }
}
