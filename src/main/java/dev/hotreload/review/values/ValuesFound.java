package dev.hotreload.review.values;

import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import java.util.ArrayList;
import java.util.List;

/** What was found of values: the pods that they make, and what is to be said. */
public final class ValuesFound {

    private final List<ValuesPod> pods = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();
    private final List<WaitingRelease> waiting = new ArrayList<>();

    void pod(ValuesPod pod) {
        pods.add(pod);
    }

    void problem(Place place, String message) {
        problems.add(new Problem(place, message));
    }

    void remark(Place place, String message) {
        remarks.add(new Problem(place, message));
    }

    void waiting(WaitingRelease release) {
        waiting.add(release);
    }

    /** Returns the pods. */
    public List<ValuesPod> pods() {
        return List.copyOf(pods);
    }

    /** Returns what cannot be read. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns what the user should know. */
    public List<Problem> remarks() {
        return List.copyOf(remarks);
    }

    /** Returns the releases that need other objects of the input. */
    public List<WaitingRelease> waiting() {
        return List.copyOf(waiting);
    }
}
