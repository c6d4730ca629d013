package dev.hotreload.review.input;

import dev.hotreload.review.Place;
import dev.hotreload.review.yaml.DocumentPiece;
import dev.hotreload.review.yaml.UnreadableException;
import dev.hotreload.review.yaml.YamlDocument;
import java.util.Optional;

/** Reads the text of a manifest, document by document. */
public final class ManifestText {

    private ManifestText() {}

    /** Reads a text that the user named; what cannot be read of it is in the problems, with its line. */
    public static Manifest read(String name, String text) {
        return read(name, text, Input.NAMED);
    }

    /** Reads a text; {@code input} decides whether what is not a Kubernetes object is among the problems. */
    public static Manifest read(String name, String text, Input input) {
        return read(name, text, input, ValuesOptions.NONE);
    }

    /** Reads a text, of which the user may have said that it holds values. */
    static Manifest read(String name, String text, Input input, ValuesOptions options) {
        ManifestBuilder manifest = new ManifestBuilder(name, input, options);
        DocumentPiece.forEach(text, piece -> document(piece, manifest));
        return manifest.build(Optional.of(text));
    }

    private static void document(DocumentPiece piece, ManifestBuilder manifest) {
        Place start = new Place(manifest.name(), piece.offset().lines() + 1);
        try {
            YamlDocument.read(manifest.name(), piece).ifPresent(document -> {
                manifest.document(document.root());
                PodTemplates.collect(document, manifest);
            });
        } catch (UnreadableException e) {
            Place place = new Place(manifest.name(), e.line());
            if (ChartTemplate.hasAction(piece.text())) {
                manifest.template(place);
            } else {
                manifest.problem(place, String.valueOf(e.getMessage()));
            }
        } catch (OutOfMemoryError e) {
            manifest.problem(start, "the document is too large for the memory of this process; split it.");
        } catch (RuntimeException | StackOverflowError e) {
            manifest.bug(start, e);
        }
    }
}
