package dev.hotreload.review;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * The patch of one pod, or of one pod template.
 *
 * @param place of the first arguments that the patch changes
 * @param object that is the pod, or that makes it
 * @param operations an RFC 6902 document for the pod
 */
public record PatchedPod(Place place, ObjectReference object, ArrayNode operations) {}
