package dev.hotreload.admission;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.decision.Verdict;
import dev.hotreload.prometheus.ManagedFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a request: all that the answer, the log and the metrics tell.
 *
 * @param mode the mode that applied
 * @param reasons without repetition, in the order of {@link Reason}
 * @param flags that are added, or would be in mode audit
 * @param warnings for the person at the client, ready to be sent
 * @param patch the JSON Patch to send, as UTF-8 bytes; present only with {@link DecisionKind#PATCHED}
 * @param problem what is wrong with the object, or with our patch; it holds nothing of the object
 */
public record Response(
        AdmissionRequest request,
        DecisionKind disposition,
        Mode mode,
        List<Reason> reasons,
        List<ManagedFlag> flags,
        List<String> warnings,
        Optional<byte[]> patch,
        Optional<String> problem) {

    public Response {
        reasons = List.copyOf(reasons);
        flags = List.copyOf(flags);
        warnings = List.copyOf(warnings);
    }

    static List<Reason> reasons(Decision decision, Optional<Note> invalidMode) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (decision.containers().isEmpty()) {
            reasons.add(Reason.NOT_PROMETHEUS);
        }
        decision.containers().forEach(server -> server.verdict().notes().forEach(note -> reasons.add(note.reason())));
        invalidMode.ifPresent(note -> reasons.add(note.reason()));
        return List.copyOf(reasons);
    }

    static List<ManagedFlag> flags(Decision decision) {
        Set<ManagedFlag> flags = EnumSet.noneOf(ManagedFlag.class);
        for (ContainerVerdict server : decision.containers()) {
            if (server.verdict() instanceof Verdict.Patch patch) {
                flags.addAll(patch.flags());
            }
        }
        return new ArrayList<>(flags);
    }
}
