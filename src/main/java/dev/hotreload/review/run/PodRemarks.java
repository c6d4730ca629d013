package dev.hotreload.review.run;

import dev.hotreload.decision.Mode;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.input.LocatedPod;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the verdicts on a manifest's pod do not say, and its owner should know: whether the webhook gets to see the pod
 * at all.
 */
final class PodRemarks {

    /**
     * Those that manifests/base/mutatingwebhookconfiguration.yaml does not select; an installation may select others.
     */
    static final Set<String> NOT_SELECTED = Set.of("kube-system", "kube-public", "kube-node-lease", "hot-reload");

    private PodRemarks() {}

    /**
     * Returns the remarks about a pod that runs Prometheus.
     *
     * @param patched whether the webhook would patch it
     */
    static Stream<Problem> of(LocatedPod located, ObjectReference object, Mode mode, boolean patched) {
        if (!located.origin().isApplied()) {
            return Stream.empty();
        }
        Place place = located.place().object();
        if (NOT_SELECTED.contains(object.namespace())) {
            return Stream.of(new Problem(
                    place,
                    object + ": API servers never call the webhook for pods in namespace " + object.namespace()
                            + ", unless its namespaceSelector was changed; add the flags yourself (hot-reload fix)."));
        }
        return patched && mode == Mode.ENFORCE && isBare(located)
                ? Stream.of(new Problem(
                        place,
                        object
                                + ": once the webhook has added the flags, applying this file again is refused,"
                                + " because the"
                                + " arguments of a pod cannot be changed; add the flags to the file (hot-reload fix)."))
                : Stream.empty();
    }

    /** Returns whether a pod has no owner, and a name under which it is applied again. */
    private static boolean isBare(LocatedPod located) {
        return located.object().kind().equals("Pod")
                && located.json().at("/metadata/name").isTextual()
                && located.json().at("/metadata/ownerReferences").isEmpty();
    }
}
