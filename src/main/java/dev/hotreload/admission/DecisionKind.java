package dev.hotreload.admission;

import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import dev.hotreload.decision.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is done with a pod, in the one word by which audit annotations, logs and metrics call it {@code decision}. Where
 * a pod has several Prometheus containers, the first in this order counts.
 */
public enum DecisionKind {
    PATCHED(EnumSet.of(Mode.ENFORCE), EnumSet.of(Reason.Kind.OMITTED, Reason.Kind.ADVICE)),
    WOULD_PATCH(EnumSet.of(Mode.AUDIT), EnumSet.of(Reason.Kind.OMITTED, Reason.Kind.ADVICE)),
    BLOCKED(EnumSet.of(Mode.ENFORCE, Mode.AUDIT), EnumSet.of(Reason.Kind.BLOCKED)),
    COMPLIANT(EnumSet.of(Mode.ENFORCE, Mode.AUDIT), EnumSet.of(Reason.Kind.OMITTED, Reason.Kind.ADVICE)),
    SKIPPED(EnumSet.allOf(Mode.class), EnumSet.of(Reason.Kind.SKIP, Reason.Kind.REQUEST)),
    ERROR(EnumSet.allOf(Mode.class), EnumSet.of(Reason.Kind.ERROR));

    /** Reasons that only warnings give. */
    private static final Set<Reason> IN_WARNINGS = Set.of(Reason.AUDIT_MODE, Reason.BARE_POD);

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing can change
    private final Set<Mode> modes;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nothing can change
    private final Set<Reason.Kind> leading;

    DecisionKind(Set<Mode> modes, Set<Reason.Kind> leading) {
        this.modes = Set.copyOf(modes);
        this.leading = Set.copyOf(leading);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the modes in which this can be decided. */
    public Set<Mode> modes() {
        return modes;
    }

    /** Returns whether it may need no reason. */
    public boolean mayHaveNoReason() {
        return leading.contains(Reason.Kind.ADVICE);
    }

    /** Returns the reasons that can explain this in a mode, and so come first. */
    public List<Reason> reasonsIn(Mode mode) {
        return Arrays.stream(Reason.values())
                .filter(reason -> isExplainedBy(reason) && isPossible(reason, mode))
                .toList();
    }

    /** Returns whether a reason explains this; others only come with it. */
    boolean isExplainedBy(Reason reason) {
        return leading.contains(reason.kind()) && !IN_WARNINGS.contains(reason);
    }

    private static boolean isPossible(Reason reason, Mode mode) {
        boolean decided = reason.kind() != Reason.Kind.SKIP || mode != Mode.OFF;
        return decided && (reason != Reason.MODE_OFF || mode == Mode.OFF);
    }

    /** Returns what is done with a decision in this mode. */
    static DecisionKind of(Decision decision, Mode mode) {
        return decision.containers().stream()
                .map(container -> of(container.verdict(), mode))
                .min(DecisionKind::compareTo)
                .orElse(SKIPPED);
    }

    private static DecisionKind of(Verdict verdict, Mode mode) {
        return verdict.fold(
                patch -> mode == Mode.ENFORCE ? PATCHED : WOULD_PATCH,
                compliant -> COMPLIANT,
                blocked -> BLOCKED,
                skip -> SKIPPED);
    }
}
