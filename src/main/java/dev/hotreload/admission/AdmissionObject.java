package dev.hotreload.admission;

import dev.hotreload.pod.PodReader;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What of a request's object matters here. */
public sealed interface AdmissionObject {

    /** Returns the result of the function for the case that this is. */
    <T> T fold(Function<PodOrTemplate, T> podOrTemplate, Supplier<T> other);

    /**
     * A pod that is created, or the template of a workload.
     *
     * @param labels of the workload, as far as they tell what made it; none for a pod
     */
    record PodOrTemplate(Map<String, String> labels, PodReader.Result pod) implements AdmissionObject {
        public PodOrTemplate {
            labels = Map.copyOf(labels);
        }

        @Override
        public <T> T fold(Function<PodOrTemplate, T> podOrTemplate, Supplier<T> other) {
            return podOrTemplate.apply(this);
        }
    }

    /** An object that the endpoint has nothing to say about. */
    record Other() implements AdmissionObject {
        @Override
        public <T> T fold(Function<PodOrTemplate, T> podOrTemplate, Supplier<T> other) {
            return other.get();
        }
    }
}
