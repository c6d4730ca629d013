package dev.hotreload.review.report;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Verdict;
import dev.hotreload.review.Coverage;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import java.util.ArrayList;
import java.util.List;

/** What every format says in the same words. */
final class Words {

    private Words() {}

    /** Returns all arguments that the webhook would append; none where it would patch nothing. */
    static List<String> added(Finding finding) {
        return finding.kind() != VerdictKind.OFF
                ? finding.verdict().patch().map(Verdict.Patch::arguments).orElse(List.of())
                : List.of();
    }

    /** Returns whether the lifecycle API, which can also shut Prometheus down, would be opened. */
    static boolean opensQuit(Finding finding) {
        return added(finding).contains(ManagedFlag.LIFECYCLE.argument());
    }

    /** Returns a note as a sentence for one line. */
    static String sentence(Note note) {
        return note.reason().code() + ": " + note.phrase() + ".";
    }

    /** Returns the verdict on a container in one line, with its reasons. */
    static String summary(Finding finding) {
        List<String> parts = new ArrayList<>();
        if (!added(finding).isEmpty()) {
            parts.add("would add " + String.join(" ", added(finding)));
        }
        finding.verdict().notes().forEach(note -> parts.add(sentence(note)));
        String container = "container " + finding.container();
        return parts.isEmpty() ? container + ": nothing to change" : container + ": " + String.join(" ", parts);
    }

    /** Returns how many Prometheus containers there are of each verdict, and where they were found, in one sentence. */
    static String totals(Review review) {
        List<String> parts = new ArrayList<>();
        parts.add(review.count(VerdictKind.PATCH) + " to patch");
        parts.add(review.count(VerdictKind.COMPLIANT) + " compliant");
        parts.add(review.count(VerdictKind.BLOCKED) + " blocked");
        long skipped = review.count(VerdictKind.SKIP) + review.count(VerdictKind.OFF);
        if (skipped > 0) {
            parts.add(skipped + " skipped");
        }
        if (review.count(VerdictKind.IGNORED) > 0) {
            parts.add(review.count(VerdictKind.IGNORED) + " ignored");
        }
        int problems = review.problems().size();
        return count(review.findings().size(), "Prometheus server") + " in " + coverage(review.coverage()) + ": "
                + String.join(", ", parts) + "."
                + (problems == 0 ? "" : " " + count(problems, "problem") + ".");
    }

    /** Returns how much was read. */
    static String coverage(Coverage coverage) {
        var files = coverage.files();
        return count(coverage.objects(), "object") + " from "
                + (files.isPresent() ? count(files.getAsInt(), "file") : "the cluster");
    }

    /** Returns where the user said that a finding does not count, and why; empty for one that counts. */
    static String suppression(Finding finding) {
        return finding.suppression()
                .map(by -> by.source() + (by.why().isEmpty() ? "" : ", because " + by.why()))
                .orElse("");
    }

    /** Returns a number of things, with an s unless it is one. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
