package dev.hotreload.admission;

import dev.hotreload.decision.Decision;
import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done with a pod and why: what audit annotations, logs and metrics say.
 *
 * @param mode the mode that applied
 * @param reasons without repetition, in the order of {@link Reason}
 * @param flags that are added, or would be in mode audit
 */
public record Summary(DecisionKind decision, Mode mode, List<Reason> reasons, List<ManagedFlag> flags) {

    public Summary {
        reasons = List.copyOf(reasons);
        flags = List.copyOf(flags);
    }

    /** Returns the summary of a request that was not decided. */
    static Summary undecided(DecisionKind decision, Mode mode, Reason why) {
        return new Summary(decision, mode, List.of(why), List.of());
    }

    /** Returns the summary of a decision, as if this mode applied. */
    static Summary of(Decision decision, Policy.AppliedMode applied, Mode shown) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        Set<ManagedFlag> flags = EnumSet.noneOf(ManagedFlag.class);
        if (decision.containers().isEmpty()) {
            reasons.add(Reason.NOT_PROMETHEUS);
        }
        decision.containers().forEach(container -> {
            container.verdict().notes().forEach(note -> reasons.add(note.reason()));
            container.verdict().patch().ifPresent(patch -> flags.addAll(patch.flags()));
        });
        applied.invalid().ifPresent(note -> reasons.add(note.reason()));
        return new Summary(DecisionKind.of(decision, shown), applied.mode(), List.copyOf(reasons), List.copyOf(flags));
    }

    /** Returns the first reason that explains the decision; empty when it needs none. */
    public Optional<Reason> leadingReason() {
        return reasons.stream().filter(decision::isExplainedBy).findFirst();
    }
}
