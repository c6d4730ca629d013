package dev.hotreload.review.yaml;

import java.util.function.Consumer;

/**
 * The text of one document of a stream.
 *
 * @param offset where it starts
 * @param text with the marker that starts it, and without the one that starts the next
 */
public record DocumentPiece(Offset offset, String text) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Cuts a stream at its markers, so that one broken document does not hide the others. Every line is looked at once.
     * Source of the markers: YAML 1.2.2, 9.1.
     */
    public static void forEach(String stream, Consumer<DocumentPiece> each) {
        new Cutter(stream, each).cut();
    }

    private static final class Cutter {
        private final String stream;
        private final Consumer<DocumentPiece> each;
        private int start;
        private int lines;
        private int linesBefore;
        private Prefix prefix = Prefix.EMPTY;

        /** What stands in front of the marker that starts a document. */
        private enum Prefix {
            /** Blank lines and comments. */
            EMPTY,
            /** Directives, which belong to the document after the marker. */
            DIRECTIVES,
            /** A document, or the marker of one. */
            CONTENT
        }

        Cutter(String stream, Consumer<DocumentPiece> each) {
            this.stream = stream;
            this.each = each;
            this.start = stream.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        }

        void cut() {
            int line = start;
            while (line < stream.length()) {
                int feed = stream.indexOf('\n', line);
                int next = feed < 0 ? stream.length() : feed + 1;
                line(line, next);
                lines += feed < 0 ? 0 : 1;
                line = next;
            }
            piece(stream.length(), lines);
        }

        private void line(int line, int next) {
            if (isMarker("---", line)) {
                if (prefix != Prefix.DIRECTIVES) {
                    piece(line, lines);
                }
                prefix = Prefix.CONTENT;
            } else if (isMarker("...", line)) {
                piece(next, lines + 1);
                prefix = Prefix.EMPTY;
            } else if (prefix == Prefix.EMPTY && !isBlankOrComment(line, next)) {
                prefix = stream.charAt(line) == '%' ? Prefix.DIRECTIVES : Prefix.CONTENT;
            }
        }

        private void piece(int end, int linesAtEnd) {
            if (end > start) {
                each.accept(new DocumentPiece(new Offset(linesBefore, start), stream.substring(start, end)));
            }
            start = end;
            linesBefore = linesAtEnd;
        }

        private boolean isMarker(String marker, int line) {
            int after = line + marker.length();
            return stream.startsWith(marker, line)
                    && (after == stream.length() || Character.isWhitespace(stream.charAt(after)));
        }

        private boolean isBlankOrComment(int line, int next) {
            int at = line;
            while (at < next && Character.isWhitespace(stream.charAt(at))) {
                at++;
            }
            return at == next || stream.charAt(at) == '#';
        }
    }
}
