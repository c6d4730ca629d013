package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hotreload.review.PatchedPod;
import dev.hotreload.review.Review;

/** The RFC 6902 patch of each pod; for a workload, of the pod that its template makes. */
final class PatchReport {

    private PatchReport() {}

    static String of(Review review) {
        ArrayNode patches = JsonNodeFactory.instance.arrayNode();
        for (PatchedPod pod : review.patches()) {
            patches.addObject()
                    .put("file", pod.place().file())
                    .put("line", pod.place().line())
                    .put("object", pod.object().toString())
                    .set("patch", pod.operations());
        }
        return JsonReport.print(patches);
    }
}
