package dev.hotreload.review.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream is cut at its markers; every character of it is part of one piece. */
class DocumentPieceTest {

    private static List<DocumentPiece> pieces(String stream) {
        List<DocumentPiece> pieces = new ArrayList<>();
        DocumentPiece.forEach(stream, pieces::add);
        return pieces;
    }

    private static List<String> texts(String stream) {
        return pieces(stream).stream().map(DocumentPiece::text).toList();
    }

    @Test
    void a_marker_starts_a_document() {
        assertThat(pieces("a\n---\nb\n--- c\n"))
                .containsExactly(
                        new DocumentPiece(new Offset(0, 0), "a\n"),
                        new DocumentPiece(new Offset(1, 2), "---\nb\n"),
                        new DocumentPiece(new Offset(3, 8), "--- c\n"));
    }

    @Test
    void dashes_elsewhere_are_text() {
        assertThat(texts("a: ---\n ---\n----\n---x")).hasSize(1);
    }

    @Test
    void directives_belong_to_the_document_after_the_marker() {
        assertThat(texts("# c\n\n%YAML 1.2\n# d\n---\na\n...\n%YAML 1.2\n---\nb"))
                .containsExactly("# c\n\n%YAML 1.2\n# d\n---\na\n...\n", "%YAML 1.2\n---\nb");
    }

    @Test
    void a_percent_sign_inside_a_document_is_text() {
        assertThat(texts("a\n%b\n---\nc")).containsExactly("a\n%b\n", "---\nc");
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_are_no_obstacle() {
        assertThat(pieces("\uFEFF---\r\na\r\n---\r\nb"))
                .containsExactly(
                        new DocumentPiece(new Offset(0, 1), "---\r\na\r\n"),
                        new DocumentPiece(new Offset(2, 9), "---\r\nb"));
    }

    @Test
    void nothing_has_no_piece() {
        assertThat(pieces("")).isEmpty();
    }
}
