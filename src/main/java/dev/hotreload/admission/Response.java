package dev.hotreload.admission;

import java.util.List;
import java.util.Optional;

/**
 * The response to a request, with all that the log and the metrics say about it.
 *
 * @param warnings for the person at the client, ready to be sent
 * @param patch the JSON Patch to send, as UTF-8 bytes; present only with {@link DecisionKind#PATCHED}
 * @param problem what is wrong with the object, or with the computed patch, in one sentence that holds nothing of the
 *     object
 */
public record Response(
        AdmissionRequest request,
        Summary summary,
        List<String> warnings,
        Optional<byte[]> patch,
        Optional<String> problem) {

    public Response {
        warnings = List.copyOf(warnings);
    }

    static Response undecided(AdmissionRequest request, Summary summary, Optional<String> problem) {
        return new Response(request, summary, List.of(), Optional.empty(), problem);
    }
}
