package dev.hotreload.review;

/** What decides the mode of a pod. */
public enum ModeSource {
    ANNOTATION("the pod's annotation"),
    CONFIGURATION("the configuration"),
    REGISTRATION("the webhook's registration, which does not select the namespace");

    private final String words;

    ModeSource(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
