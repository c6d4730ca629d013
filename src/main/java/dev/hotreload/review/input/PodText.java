package dev.hotreload.review.input;

import dev.hotreload.review.values.ValuesEdit;
import dev.hotreload.review.yaml.MappingSource;
import java.util.function.Function;

/** The text that has to change so that the containers of a pod get arguments. */
public sealed interface PodText {

    /** Returns the result of the function for the case that this is. */
    <T> T fold(Function<Spec, T> spec, Function<Values, T> values);

    /** The pod's own spec. */
    record Spec(MappingSource source) implements PodText {
        @Override
        public <T> T fold(Function<Spec, T> spec, Function<Values, T> values) {
            return spec.apply(this);
        }
    }

    /** The values of the chart that makes the pod. */
    record Values(ValuesEdit edit) implements PodText {
        @Override
        public <T> T fold(Function<Spec, T> spec, Function<Values, T> values) {
            return values.apply(this);
        }
    }
}
