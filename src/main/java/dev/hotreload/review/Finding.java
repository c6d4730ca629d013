package dev.hotreload.review;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Verdict;
import java.util.Optional;

/**
 * The verdict on one Prometheus container, and where the container stands.
 *
 * @param place of the container's arguments
 * @param object that is the pod, or that makes it
 * @param applied the mode that the webhook would apply to the pod
 * @param containerVerdict the verdict
 * @param remedy how the owner gets the flags into the container
 * @param suppression why the finding does not count; empty for one that does
 */
public record Finding(
        Place place,
        ObjectReference object,
        AppliedMode applied,
        ContainerVerdict containerVerdict,
        Remedy remedy,
        Optional<Suppression> suppression) {

    /** The code of a finding whose flags would be added, for which {@link dev.hotreload.decision.Reason} has none. */
    public static final String MISSING_FLAGS = "MissingFlags";

    /** Returns the mode that the webhook would apply to the pod. */
    public Mode mode() {
        return applied.mode();
    }

    /** Returns the verdict. */
    public Verdict verdict() {
        return containerVerdict.verdict();
    }

    /**
     * Returns the verdict in one word; {@link VerdictKind#OFF} where the mode is off, and {@link VerdictKind#IGNORED}
     * where somebody would have to act and the user has said that nobody will.
     */
    public VerdictKind kind() {
        if (mode() == Mode.OFF) {
            return VerdictKind.OFF;
        }
        VerdictKind kind = VerdictKind.of(verdict());
        return kind.needsAction() && suppression.isPresent() ? VerdictKind.IGNORED : kind;
    }

    /**
     * Returns the code by which this finding is reported and ignored: the first reason's, and {@link #MISSING_FLAGS}
     * where flags would be added. Empty where nothing is to be done.
     */
    public Optional<String> code() {
        return verdict()
                .fold(
                        patch -> Optional.of(MISSING_FLAGS),
                        compliant -> Optional.empty(),
                        blocked -> Optional.of(blocked.why().reason().code()),
                        skip -> Optional.empty());
    }

    /** Returns the same finding, which does not count for this reason. */
    public Finding suppressed(Suppression by) {
        return new Finding(place, object, applied, containerVerdict, remedy, Optional.of(by));
    }

    /** Returns the container's name. */
    public String container() {
        return containerVerdict.container().name();
    }
}
