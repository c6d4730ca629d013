package dev.hotreload.review.input;

import dev.hotreload.pod.PodReader;
import dev.hotreload.review.values.ValuesPod;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/** The pods that charts make of values, as those of manifests. */
final class ValuesPods {

    static final String UNREADABLE = "the pod that the chart makes of these values cannot be read;"
            + " its containers do not have the fields that Kubernetes knows.";

    private ValuesPods() {}

    /** Returns a pod with its place; empty when it cannot be read. */
    static Optional<LocatedPod> located(ValuesPod pod) {
        Optional<Pod> read = PodReader.read(pod.template())
                .fold(parsed -> Optional.of(parsed.pod()), problem -> Optional.empty(), Optional::empty);
        PodPlace place =
                new PodPlace(pod.place(), pod.args(), pod.place(), Optional.of(new PodText.Values(pod.edit())));
        return read.map(parsed ->
                new LocatedPod(pod.object(), place, parsed, pod.template(), new Origin.Values(pod.namespace())));
    }
}
