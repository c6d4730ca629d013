package dev.hotreload.review;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Verdict;

/**
 * The verdict on one Prometheus container, and where the container stands.
 *
 * @param place of the container's arguments
 * @param object that is the pod, or that makes it
 * @param applied the mode that the webhook would apply to the pod
 * @param containerVerdict the verdict
 * @param remedy how the owner gets the flags into the container
 */
public record Finding(
        Place place, ObjectReference object, AppliedMode applied, ContainerVerdict containerVerdict, Remedy remedy) {

    /** Returns the mode that the webhook would apply to the pod. */
    public Mode mode() {
        return applied.mode();
    }

    /** Returns the verdict. */
    public Verdict verdict() {
        return containerVerdict.verdict();
    }

    /** Returns the verdict in one word; {@link VerdictKind#OFF} where the mode is off. */
    public VerdictKind kind() {
        return mode() == Mode.OFF ? VerdictKind.OFF : VerdictKind.of(verdict());
    }

    /** Returns the container's name. */
    public String container() {
        return containerVerdict.container().name();
    }
}
