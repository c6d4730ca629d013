package dev.hotreload.review;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * The patch of one pod, or of one pod template.
 *
 * @param place of the object
 * @param object as people name it
 * @param operations an RFC 6902 document for the pod
 */
public record PatchedPod(Place place, String object, ArrayNode operations) {}
