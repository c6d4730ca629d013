package dev.hotreload.review;

/**
 * Why a finding does not count, although the flags are missing or cannot be added.
 *
 * @param source where the user said so
 * @param why the user's own words; empty where there are none
 */
public record Suppression(Source source, String why) {

    /** The annotation of a pod template that says so. */
    public static final String ANNOTATION = "prometheus-hot-reload/ignore";

    /** Where a user says that a finding does not count. */
    public enum Source {
        ANNOTATION("the annotation " + Suppression.ANNOTATION),
        BASELINE("the baseline");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
