package dev.hotreload.decision;

/**
 * A reason as it holds for one pod.
 *
 * @param reason the entry of the table
 * @param phrase the reason's phrase, or one that names the pod's own facts; it may hold text of the pod
 */
public record Note(Reason reason, String phrase) {

    /** Returns the reason with the words of the table. */
    public static Note of(Reason reason) {
        return new Note(reason, reason.phrase());
    }
}
