package dev.hotreload.review.report;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Verdict;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What every format says in the same words. */
final class Words {

    private Words() {}

    /** Returns the verdict as one word. */
    static String verdict(Finding finding) {
        if (finding.mode() == Mode.OFF) {
            return "off";
        }
        Verdict verdict = finding.verdict();
        if (verdict instanceof Verdict.Patch) {
            return "patch";
        }
        if (verdict instanceof Verdict.Blocked) {
            return "blocked";
        }
        return verdict instanceof Verdict.Compliant ? "compliant" : "skip";
    }

    /** Returns all arguments that would be appended; none where there is nothing to patch. */
    static List<String> added(Finding finding) {
        return finding.verdict() instanceof Verdict.Patch patch ? patch.arguments() : List.of();
    }

    /** Returns whether the lifecycle API, which can also end Prometheus, would be opened. */
    static boolean opensQuit(Finding finding) {
        return added(finding).contains(ManagedFlag.LIFECYCLE.argument());
    }

    static List<String> codes(Finding finding) {
        return finding.verdict().notes().stream()
                .map(note -> note.reason().code())
                .toList();
    }

    /** Returns a note as a sentence for one line. */
    static String sentence(Note note) {
        return note.reason().code() + ": " + note.phrase() + ".";
    }

    /** Returns what is the matter with a finding, in one line. */
    static String summary(Finding finding) {
        List<String> parts = new ArrayList<>();
        if (finding.isPatch()) {
            parts.add("would add " + String.join(" ", added(finding)));
        }
        finding.verdict().notes().forEach(note -> parts.add(sentence(note)));
        String container = "container " + finding.containerVerdict().container().name();
        return parts.isEmpty() ? container + ": nothing to change" : container + ": " + String.join(" ", parts);
    }

    static String totals(Review review) {
        long compliant = review.counted().stream()
                .filter(finding -> finding.verdict() instanceof Verdict.Compliant)
                .count();
        long skipped = review.findings().size() - review.toPatch() - review.blocked() - compliant;
        List<String> parts = new ArrayList<>();
        parts.add(review.toPatch() + " to patch");
        parts.add(compliant + " compliant");
        parts.add(review.blocked() + " blocked");
        if (skipped > 0) {
            parts.add(skipped + " skipped");
        }
        String source = review.files() == 0 ? "the cluster" : count(review.files(), "file");
        return count(review.findings().size(), "Prometheus server") + " in " + count(review.objects(), "object")
                + " from " + source + ": "
                + parts.stream().collect(Collectors.joining(", ")) + ".";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
