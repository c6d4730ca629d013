package dev.hotreload.review;

import java.time.Instant;

/**
 * How a review was run, for reports that are kept or sent to others.
 *
 * @param version of this tool
 * @param command as the user typed it
 * @param input what was reviewed, for example {@code deploy/} or {@code the cluster}
 * @param at when the review ended
 * @param exitCode of the command
 */
public record Invocation(String version, String command, String input, Instant at, int exitCode) {}
