package dev.hotreload.review.report;

import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How a command reports what is wrong with its input. */
public final class Problems {

    private Problems() {}

    /** Prints everything that the reports on the standard output do not hold. */
    public static void print(Review review, PrintWriter err) {
        Stream.of(review.coverage().remarks(), review.refused(), review.problems())
                .forEach(some -> print(some, err));
    }

    /** Prints a line for each problem, and where the tool itself failed what is needed to report that. */
    public static void print(List<Problem> problems, PrintWriter err) {
        problems.forEach(problem -> err.println(line(problem)));
        problems.stream().flatMap(problem -> problem.bug().stream()).forEach(bug -> err.print(BugReport.of(bug)));
        err.flush();
    }

    /** Prints what needs a person, for commands that print no report; what to do about a reason is said once. */
    public static void printBlocked(Review review, PrintWriter err) {
        Set<Reason> explained = EnumSet.noneOf(Reason.class);
        review.findings().stream()
                .filter(finding -> finding.kind() == VerdictKind.BLOCKED)
                .map(finding -> {
                    Note why = finding.verdict().notes().get(0);
                    String what = finding.object() + ", " + Words.sentence(why)
                            + (explained.add(why.reason()) ? " " + why.reason().action() : "");
                    return new Problem(finding.place(), what);
                })
                .forEach(problem -> err.println(line(problem)));
    }

    /** Returns a problem as one line. */
    public static String line(Problem problem) {
        return SafeText.line(problem.place() + ": " + problem.message());
    }
}
