package dev.hotreload.review;

import dev.hotreload.decision.Mode;

/**
 * The mode that the webhook would apply to a pod.
 *
 * @param source what decides it
 */
public record AppliedMode(Mode mode, ModeSource source) {}
