package dev.hotreload.review;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a review has read.
 *
 * @param files how many files, the standard input among them; empty when it was a cluster
 * @param objects how many Kubernetes objects
 * @param problems what could not be read or reviewed
 * @param remarks what the user should know and what is not an error
 */
public record Coverage(OptionalInt files, int objects, List<Problem> problems, List<Problem> remarks) {
    public Coverage {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /** Returns whether a cluster was read, and no files. */
    public boolean isLive() {
        return files.isEmpty();
    }
}
