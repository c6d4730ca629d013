package dev.hotreload.review;

import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Verdict;

/**
 * A verdict with its place: one for each server that was found.
 *
 * @param place of the server's arguments
 * @param apiVersion of the object; empty when it does not say
 * @param kind of the object that makes the pod
 * @param namespace empty when none is given
 * @param name of the object
 * @param object as people name it, for example {@code Deployment monitoring/prometheus-server}
 * @param mode that the webhook would apply to the pod
 * @param containerVerdict the verdict
 * @param source what to change so that the webhook has nothing left to do; empty when it cannot be told
 * @param restart the command that makes a running pod anew, which lacks the flags; else empty
 * @param excerpt the lines of the file around the change that would make it compliant, as a diff without heading; empty where
 *     there is none, or nobody asked
 */
public record Finding(
        Place place,
        String apiVersion,
        String kind,
        String namespace,
        String name,
        String object,
        Mode mode,
        ContainerVerdict containerVerdict,
        String source,
        String restart,
        String excerpt) {

    /** Returns the verdict. */
    public Verdict verdict() {
        return containerVerdict.verdict();
    }

    /** Returns whether the webhook, or who sets its mode to enforce, would patch the server. */
    public boolean isPatch() {
        return verdict() instanceof Verdict.Patch;
    }

    /** Returns whether a person is needed. */
    public boolean isBlocked() {
        return verdict() instanceof Verdict.Blocked;
    }
}
