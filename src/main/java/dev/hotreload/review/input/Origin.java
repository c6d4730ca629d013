package dev.hotreload.review.input;

import dev.hotreload.review.Restart;
import java.util.Optional;

/** Where a pod comes from, which decides what the webhook can still do for it. */
public sealed interface Origin {

    /** Returns what recreates the pod; empty unless it runs and a controller would recreate it. */
    default Optional<Restart> restart() {
        return Optional.empty();
    }

    /** Returns whether API servers call the webhook for the pod's namespace, as far as that is known. */
    default boolean isSelected() {
        return true;
    }

    /** Returns whether somebody may apply the text of the pod again. */
    default boolean isApplied() {
        return false;
    }

    /** Returns the namespace of the pod; empty where it is that of its object. */
    default String namespace() {
        return "";
    }

    /** Values of a chart; the pod is what the chart makes of them. */
    record Values(String namespace) implements Origin {}

    /** A manifest. */
    record Written() implements Origin {
        @Override
        public boolean isApplied() {
            return true;
        }
    }

    /** The request of a recorded AdmissionReview. */
    record Recorded() implements Origin {}

    /** A cluster. */
    record Live(Optional<Restart> restart, boolean isSelected) implements Origin {}
}
