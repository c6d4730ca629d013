package dev.hotreload.review;

import java.util.Optional;

/**
 * Something that a person should know about an input, most often why it could not be reviewed.
 *
 * @param place where it stands
 * @param message one sentence that says what is wrong and what to do
 * @param bug what was thrown, where the tool itself is at fault
 */
public record Problem(Place place, String message, Optional<Throwable> bug) {

    /** Creates a problem of the input. */
    public Problem(Place place, String message) {
        this(place, message, Optional.empty());
    }

    /** Returns the problem of an input on which the tool itself failed. */
    public static Problem internal(Place place, Throwable bug) {
        return new Problem(place, "internal error; this part was not reviewed, everything else was.", Optional.of(bug));
    }
}
