package dev.hotreload.recording;

import java.util.Locale;

/** What became of a review that was to be recorded. */
public enum RecordingResult {
    /** It is in a file of its own. */
    RECORDED,
    /** The same is in a file already: the replicas of one workload differ in nothing that is kept. */
    REPEATED,
    /** Others were still to be written. */
    DROPPED,
    /** The body is larger than what is kept. */
    TOO_LARGE,
    /** Without what may be secret it has another verdict, so that it would prove nothing. */
    CHANGED,
    /** The folder holds as much as it may. */
    FULL,
    /** The file could not be written. */
    FAILED;

    /** Returns the value of the metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
