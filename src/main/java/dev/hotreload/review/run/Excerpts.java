package dev.hotreload.review.run;

import dev.hotreload.pod.ContainerPosition;
import dev.hotreload.review.fix.FixedManifest;
import dev.hotreload.review.fix.UnifiedDiff;
import dev.hotreload.review.input.LocatedPod;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** The lines around each change of a fixed manifest, by pod and container. */
final class Excerpts {

    private final IdentityHashMap<LocatedPod, Map<ContainerPosition, String>> pods = new IdentityHashMap<>();

    void add(FixedManifest fixed) {
        for (FixedManifest.Change change : fixed.changes()) {
            pods.computeIfAbsent(change.pod().located(), pod -> new HashMap<>())
                    .put(change.container(), UnifiedDiff.excerpt(fixed, change));
        }
    }

    /** Returns the lines around the change of a container; empty where there is none. */
    String of(LocatedPod pod, ContainerPosition container) {
        return pods.getOrDefault(pod, Map.of()).getOrDefault(container, "");
    }
}
