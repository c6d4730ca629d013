package dev.hotreload.admission;

import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import dev.hotreload.prometheus.ManagedFlag;
import java.util.List;
import java.util.Optional;

/**
 * What became of a request: all that the answer, the log and the metrics tell.
 *
 * @param mode the mode that applied
 * @param reasons without repetition, in the order of {@link Reason}
 * @param flags that are added, or would be in mode audit
 * @param warnings for the person at the client, ready to be sent
 * @param patch the JSON Patch to send, as UTF-8 bytes; present only with {@link Disposition#PATCHED}
 * @param problem what is wrong with the object, or with our patch; it holds nothing of the object
 */
public record Outcome(
        AdmissionRequest request,
        Disposition disposition,
        Mode mode,
        List<Reason> reasons,
        List<ManagedFlag> flags,
        List<String> warnings,
        Optional<byte[]> patch,
        Optional<String> problem) {

    public Outcome {
        reasons = List.copyOf(reasons);
        flags = List.copyOf(flags);
        warnings = List.copyOf(warnings);
    }
}
