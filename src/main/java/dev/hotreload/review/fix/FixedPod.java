package dev.hotreload.review.fix;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.decision.Decision;
import dev.hotreload.review.input.LocatedPod;

/**
 * A pod to fix.
 *
 * @param located the pod and where it stands
 * @param decision of the engine for it
 * @param patched the pod as its checked patch makes it
 */
public record FixedPod(LocatedPod located, Decision decision, JsonNode patched) {}
