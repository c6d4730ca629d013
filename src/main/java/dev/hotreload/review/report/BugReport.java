package dev.hotreload.review.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What a person needs to report that the tool itself failed: classes and frames, and nothing of any input. */
public final class BugReport {

    /** Of a recursion that does not end, the frames repeat one another. */
    private static final int MOST_FRAMES = 40;

    private static final String WHERE = ProjectLinks.HOME + "/issues";

    private BugReport() {}

    /**
     * Returns the report. Messages of exceptions are not part of it, because they may hold a piece of an input.
     *
     * @param bug what was thrown, with its causes
     */
    public static String of(Throwable bug) {
        List<String> lines = new ArrayList<>();
        lines.add("hot-reload: internal error. Please report it, with these lines, at " + WHERE);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String prefix = "";
        for (Throwable next = bug; next != null && seen.add(next); next = next.getCause()) {
            lines.add(prefix + next.getClass().getName());
            StackTraceElement[] frames = next.getStackTrace();
            Arrays.stream(frames).limit(MOST_FRAMES).forEach(frame -> lines.add("    at " + frame));
            if (frames.length > MOST_FRAMES) {
                lines.add("    ... " + (frames.length - MOST_FRAMES) + " more");
            }
            prefix = "Caused by: ";
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
