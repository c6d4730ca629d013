package dev.hotreload.review.report;

import dev.hotreload.review.Finding;
import dev.hotreload.usage.SafeText;
import java.util.List;
import java.util.Locale;

/** The lines around a change as a page shows them: without the indentation that they share, and without credentials. */
final class DiffLines {

    /**
     * A line of a diff.
     *
     * @param style how the page paints it
     * @param sign a plus, a minus or a space
     * @param text of the file
     */
    record Line(String style, String sign, String text) {}

    /** What a line of a diff does. */
    private enum Style {
        ADD,
        DEL,
        SAME;

        static Style of(String sign) {
            return sign.equals("+") ? ADD : sign.equals("-") ? DEL : SAME;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private DiffLines() {}

    /** Returns the lines; without the text of a file, only what would be added. */
    static List<Line> of(Finding finding) {
        String excerpt = finding.remedy().excerpt();
        List<String> lines = excerpt.isEmpty()
                ? Words.added(finding).stream().map(argument -> "+" + argument).toList()
                : excerpt.lines().map(UrlCredentials::hidden).toList();
        int shared = lines.stream()
                .filter(line -> !line.substring(Math.min(1, line.length())).isBlank())
                .mapToInt(DiffLines::indentation)
                .min()
                .orElse(0);
        return lines.stream().map(line -> line(line, shared)).toList();
    }

    private static Line line(String line, int shared) {
        String sign = line.isEmpty() ? " " : line.substring(0, 1);
        String text = line.substring(Math.min(1 + shared, line.length()));
        return new Line(Style.of(sign).toString(), sign, SafeText.sourceLine(text));
    }

    /** Returns how many blanks follow the sign. */
    private static int indentation(String line) {
        int at = 1;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at - 1;
    }
}
