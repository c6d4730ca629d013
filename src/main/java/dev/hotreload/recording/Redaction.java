package dev.hotreload.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * An AdmissionReview without what may be secret, of the same structure. Kept are names, images and kinds, which logs
 * hold too, numbers and switches. Every other text, whatever its field, goes through {@link TextRedaction}, and so does
 * each name of a field that Kubernetes does not know, such as the key of an annotation. So a field that nobody has
 * thought of is replaced, not kept.
 */
final class Redaction {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final Set<String> NAMED = Set.of("name", "image", "restartPolicy");
    private static final Set<String> VERSIONED = Set.of("group", "version", "kind", "resource");

    /** The texts that are kept as they are, by the object that holds them. */
    private static final Map<String, Set<String>> KEPT = Map.ofEntries(
            Map.entry("", Set.of("kind", "apiVersion")),
            Map.entry("request", Set.of("operation", "namespace", "name", "subResource", "requestSubResource")),
            Map.entry("kind", VERSIONED),
            Map.entry("requestKind", VERSIONED),
            Map.entry("resource", VERSIONED),
            Map.entry("requestResource", VERSIONED),
            Map.entry("object", Set.of("kind", "apiVersion")),
            Map.entry("oldObject", Set.of("kind", "apiVersion")),
            Map.entry("metadata", Set.of("name", "generateName", "namespace")),
            Map.entry("ownerReferences", Set.of("kind", "name", "apiVersion")),
            Map.entry("containers", NAMED),
            Map.entry("initContainers", NAMED),
            Map.entry("ephemeralContainers", NAMED));

    private final JsonParser in;
    private final JsonGenerator out;
    private final TextRedaction texts = new TextRedaction(new StandIns());

    private Redaction(JsonParser in, JsonGenerator out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Returns what is kept of a body, as UTF-8 JSON on one line.
     *
     * @throws IOException when the body is not JSON
     */
    static byte[] of(byte[] body) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(body.length);
        try (JsonParser in = JSON.createParser(body);
                JsonGenerator out = JSON.createGenerator(kept)) {
            in.nextToken();
            new Redaction(in, out).copy("", "");
        }
        return kept.toByteArray();
    }

    /** Copies the value of a field; the elements of a list are values of the list's field. */
    private void copy(String parent, String field) throws IOException {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                out.writeStartObject();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    out.writeFieldName(Words.FIELDS.contain(name) ? name : texts.of(name));
                    in.nextToken();
                    copy(field, name);
                }
                out.writeEndObject();
            }
            case START_ARRAY -> {
                out.writeStartArray();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    copy(parent, field);
                }
                out.writeEndArray();
            }
            case VALUE_STRING ->
                out.writeString(
                        KEPT.getOrDefault(parent, Set.of()).contains(field) ? in.getText() : texts.of(in.getText()));
            default -> out.copyCurrentEvent(in);
        }
    }
}
