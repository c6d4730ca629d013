package dev.hotreload.review.report;

import dev.hotreload.decision.Note;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/** How a command tells what is the matter with its input. */
public final class Problems {

    private Problems() {}

    /** Prints all that the reports on the standard output do not hold. */
    public static void tell(Review review, PrintWriter err) {
        Stream.of(review.remarks(), review.refused(), review.problems()).forEach(some -> tell(some, err));
    }

    public static void tell(List<Problem> problems, PrintWriter err) {
        problems.forEach(problem -> err.println(line(problem)));
        err.flush();
    }

    /** Prints what needs a person, for commands that print no report. */
    public static void tellBlocked(Review review, PrintWriter err) {
        review.counted().stream()
                .filter(Finding::isBlocked)
                .map(finding -> {
                    Note why = finding.verdict().notes().get(0);
                    String what = finding.object() + ", " + why.reason().code() + ": " + why.phrase() + ". "
                            + why.reason().action();
                    return new Problem(finding.place(), what);
                })
                .forEach(problem -> err.println(line(problem)));
    }

    /** Returns one line that steers no terminal. */
    public static String line(Problem problem) {
        return (problem.place() + ": " + problem.message()).replaceAll("\\p{Cntrl}", "?");
    }
}
