package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.yaml.Document;
import dev.hotreload.review.yaml.DocumentPiece;
import dev.hotreload.review.yaml.MappingSource;
import dev.hotreload.review.yaml.Offset;
import dev.hotreload.review.yaml.UnreadableException;
import dev.hotreload.review.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Values that are a string of another document.
 *
 * @param holder the YAML of the object that has the string
 * @param scalar the string's YAML
 * @param string the string in the tree of the document
 */
public record EmbeddedValues(MappingSource holder, ScalarNode scalar, JsonNode string) {

    /** Returns the string that stands in a field; empty where there is none, or it is not text. */
    static Optional<EmbeddedValues> of(Document document, ObjectNode holder, String field) {
        JsonNode string = holder.path(field);
        return string.isTextual()
                ? document.mapping(holder)
                        .flatMap(source -> document.scalar(holder, field)
                                .map(scalar -> new EmbeddedValues(source, scalar, string)))
                : Optional.empty();
    }

    /** Returns the YAML in the string. */
    public String text() {
        return string.textValue();
    }

    /** Returns whether each line of the string is one of the document, after a {@code |}. */
    public boolean isOnItsOwnLines() {
        return scalar.getScalarStyle() == ScalarStyle.LITERAL;
    }

    /**
     * Reads the string.
     *
     * @return empty when it holds nothing but comments
     * @throws UnreadableException with the line of the outer document
     */
    Optional<Document> read(String file, int linesBefore) throws UnreadableException {
        int line = linesBefore + scalar.getStartMark().map(Mark::getLine).orElse(0);
        List<DocumentPiece> pieces = new ArrayList<>();
        DocumentPiece.forEach(
                text(),
                piece -> pieces.add(new DocumentPiece(
                        new Offset(
                                line + (isOnItsOwnLines() ? 1 + piece.offset().lines() : 0),
                                piece.offset().characters()),
                        piece.text())));
        Optional<Document> only = Optional.empty();
        for (DocumentPiece piece : pieces) {
            Optional<Document> read = YamlDocument.read(file, piece);
            if (read.isPresent() && only.isPresent()) {
                throw new UnreadableException(line + 1, "the values are more than one document.");
            }
            only = only.or(() -> read);
        }
        return only;
    }
}
