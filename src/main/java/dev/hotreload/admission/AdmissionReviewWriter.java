package dev.hotreload.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hotreload.decision.Reason;
import dev.hotreload.prometheus.ManagedFlag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** Writes the answer: always allowed, with a patch and its type or with neither. */
final class AdmissionReviewWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private AdmissionReviewWriter() {}

    static byte[] write(Response outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("kind", "AdmissionReview");
            json.writeStringField("apiVersion", outcome.request().apiVersion());
            json.writeObjectFieldStart("response");
            writeResponse(json, outcome);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an answer could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeResponse(JsonGenerator json, Response outcome) throws IOException {
        json.writeStringField("uid", outcome.request().uid());
        json.writeBooleanField("allowed", true);
        if (outcome.patch().isPresent()) {
            json.writeStringField("patchType", "JSONPatch");
            json.writeBinaryField("patch", outcome.patch().get());
        }
        if (!outcome.warnings().isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : outcome.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
        json.writeObjectFieldStart("auditAnnotations");
        json.writeStringField("decision", outcome.disposition().toString());
        writeUnlessEmpty(
                json, "reason", outcome.reasons().stream().map(Reason::code).collect(Collectors.joining(",")));
        writeUnlessEmpty(
                json,
                "flags",
                outcome.flags().stream().map(ManagedFlag::argument).collect(Collectors.joining(",")));
        json.writeEndObject();
    }

    private static void writeUnlessEmpty(JsonGenerator json, String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
    }
}
