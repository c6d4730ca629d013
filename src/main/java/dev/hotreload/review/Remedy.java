package dev.hotreload.review;

import java.util.Optional;

/**
 * How the owner gets the flags into a Prometheus container.
 *
 * @param source what to change in a chart's values or in a custom resource, so that the webhook has nothing left to do;
 *     empty when the object does not show what made it
 * @param restart what recreates a running pod that lacks the flags; otherwise empty
 * @param excerpt the lines of the file around the change that would make the container compliant, as a diff without
 *     heading; empty where there is no such change, or when no output shows it
 */
public record Remedy(String source, Optional<Restart> restart, String excerpt) {}
