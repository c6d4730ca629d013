package dev.hotreload.review.values;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** What a chart makes of values, as far as it is known without helm. */
sealed interface Rendered {

    /** Returns the result of the function for the case that this is. */
    <T> T fold(Function<Pod, T> pod, Function<String, T> none);

    /**
     * The template of the server's pod.
     *
     * @param server the index of the server's container
     */
    record Pod(ObjectNode template, int server) implements Rendered {
        @Override
        public <T> T fold(Function<Pod, T> pod, Function<String, T> none) {
            return pod.apply(this);
        }
    }

    /** There is no pod, or only helm knows it; one sentence without a full stop says why. */
    record None(String why) implements Rendered {
        @Override
        public <T> T fold(Function<Pod, T> pod, Function<String, T> none) {
            return none.apply(why);
        }
    }
}
