package dev.hotreload.admission;

import dev.hotreload.pod.PodReader;

/**
 * What of an AdmissionReview's request matters here.
 *
 * @param apiVersion of the envelope, in which it is answered
 * @param uid not empty
 * @param namespace empty when it has none
 * @param name empty for a pod whose name the API server has still to make
 * @param dryRun whether nothing will be stored
 * @param podCreation whether it creates a pod: CREATE of pods, no subresource
 * @param pod what was read of the object; of interest for a pod creation only
 */
public record AdmissionRequest(
        String apiVersion,
        String uid,
        String namespace,
        String name,
        boolean dryRun,
        boolean podCreation,
        PodReader.Result pod) {}
