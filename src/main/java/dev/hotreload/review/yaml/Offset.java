package dev.hotreload.review.yaml;

/**
 * Where a document of a stream starts.
 *
 * @param lines how many lines of the text stand before it
 * @param characters how many characters of the text do
 */
public record Offset(int lines, int characters) {}
