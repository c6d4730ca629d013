package dev.hotreload.decision;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is to be done with a pod. */
public sealed interface Decision {

    /**
     * Returns a verdict for each Prometheus container, in the order of the pod; none when no container runs Prometheus.
     */
    List<ContainerVerdict> containers();

    /** Returns the result of the function for the case that this is. */
    <T> T fold(Function<Decision, T> decided, Supplier<T> tooComplex);

    /** Returns whether a container is to be patched. */
    default boolean isPatch() {
        return containers().stream().anyMatch(container -> container.verdict().isPatch());
    }

    /** The verdicts are known. */
    record Decided(List<ContainerVerdict> containers) implements Decision {
        public Decided {
            containers = List.copyOf(containers);
        }

        @Override
        public <T> T fold(Function<Decision, T> decided, Supplier<T> tooComplex) {
            return decided.apply(this);
        }
    }

    /** The pod would cost more work than a review may. Nothing is known of it, and nothing is done. */
    record TooComplex() implements Decision {
        @Override
        public List<ContainerVerdict> containers() {
            return List.of();
        }

        @Override
        public <T> T fold(Function<Decision, T> decided, Supplier<T> tooComplex) {
            return tooComplex.get();
        }
    }
}
