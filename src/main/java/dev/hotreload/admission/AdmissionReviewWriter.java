package dev.hotreload.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** Writes a response: always allowed, with a patch and its type or with neither. */
final class AdmissionReviewWriter {

    private static final JsonFactory JSON = new JsonFactory();

    private AdmissionReviewWriter() {}

    static byte[] write(Response response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("kind", "AdmissionReview");
            json.writeStringField("apiVersion", response.request().apiVersion());
            json.writeObjectFieldStart("response");
            writeResponse(json, response);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a response could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void writeResponse(JsonGenerator json, Response response) throws IOException {
        json.writeStringField("uid", response.request().uid());
        json.writeBooleanField("allowed", true);
        if (response.patch().isPresent()) {
            json.writeStringField("patchType", "JSONPatch");
            json.writeBinaryField("patch", response.patch().get());
        }
        if (!response.warnings().isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (String warning : response.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
        json.writeObjectFieldStart("auditAnnotations");
        json.writeStringField("decision", response.summary().decision().toString());
        writeUnlessEmpty(
                json,
                "reason",
                response.summary().reasons().stream().map(Reason::code).collect(Collectors.joining(",")));
        writeUnlessEmpty(
                json,
                "flags",
                response.summary().flags().stream().map(ManagedFlag::argument).collect(Collectors.joining(",")));
        json.writeEndObject();
    }

    private static void writeUnlessEmpty(JsonGenerator json, String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
    }
}
