package dev.hotreload.review;

/** Something that could not be reviewed; one sentence says what is wrong and what to do. */
public record Problem(Place place, String message) {}
