package dev.hotreload.review.report;

import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Invocation;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.WrappedText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * For people at a terminal.
 *
 * @param detail how much is printed
 * @param colour whether verdicts are coloured
 * @param width of the lines; commands and names of files are not wrapped
 * @param heading of a finding
 */
public record TextReport(Detail detail, boolean colour, int width, Heading heading) implements Report {

    /** How the place of a finding and its object stand together. */
    public enum Heading {
        /** For files and other programs: a search for one of them shows the other. */
        ONE_LINE,
        /** For a terminal: on two lines where one is too short. */
        WRAPPED
    }

    /** How much is printed. */
    public enum Detail {
        /** Only what needs a person. */
        QUIET {
            @Override
            boolean shows(VerdictKind kind) {
                return kind == VerdictKind.BLOCKED;
            }
        },
        /** That, and what would be patched. */
        USUAL {
            @Override
            boolean shows(VerdictKind kind) {
                return kind.needsAction();
            }
        },
        /** Everything, also what is left alone. */
        VERBOSE {
            @Override
            boolean shows(VerdictKind kind) {
                return true;
            }
        };

        abstract boolean shows(VerdictKind kind);
    }

    private static final int WIDEST_VERDICT = VerdictKind.COMPLIANT.name().length();
    private static final int INDENT = 2 + WIDEST_VERDICT + 1;
    private static final int MOST_OBJECTS = 10;

    @Override
    public String of(Review review, Invocation invocation) {
        return findings(review) + summary(review);
    }

    /** Returns everything but the summary: problems are reported in between, on another stream. */
    public String findings(Review review) {
        WrappedText text = new WrappedText(width);
        List<Finding> shown = review.findings().stream()
                .filter(finding -> detail.shows(finding.kind()))
                .toList();
        Set<Reason> explained = new HashSet<>();
        for (Finding finding : shown) {
            heading(text, finding, review);
            body(text, finding, explained);
        }
        long patched = shown.stream()
                .filter(finding -> finding.kind() == VerdictKind.PATCH)
                .map(finding -> finding.object().toString())
                .distinct()
                .count();
        SharedAdvice.of(shown)
                .forEach((advice, objects) ->
                        advice(text, advice, isForAll(advice, objects, patched) ? Set.of() : objects));
        if (!review.restarts().isEmpty()) {
            text.gap();
            text.words(0, "Running pods lack the arguments that are marked with +. To restart them:");
            review.restarts().forEach(restart -> text.line("  " + restart.command()));
        }
        return text.toString();
    }

    /** Returns the last line, after an empty one; nothing where only what needs a person is printed. */
    public String summary(Review review) {
        if (detail == Detail.QUIET) {
            return "";
        }
        WrappedText text = new WrappedText(width);
        text.words(0, Words.totals(review));
        boolean first = review.findings().stream().noneMatch(finding -> detail.shows(finding.kind()));
        return (first ? "" : "\n") + text;
    }

    /** What to change in a source is for its own objects; anything else may be for all that are shown. */
    private static boolean isForAll(String advice, Set<String> objects, long patched) {
        return objects.size() == patched && (patched == 1 || SharedAdvice.isGeneral(advice));
    }

    /**
     * Says what holds for many findings.
     *
     * @param objects for which it holds; empty for all that would be patched
     */
    private void advice(WrappedText text, String advice, Set<String> objects) {
        text.gap();
        text.words(0, advice + (objects.isEmpty() ? "" : " This is for:"));
        int most = detail == Detail.VERBOSE ? objects.size() : MOST_OBJECTS;
        objects.stream().limit(most).forEach(object -> text.line("  " + object));
        if (objects.size() > most) {
            text.line("  and " + (objects.size() - most) + " more; -v names them.");
        }
    }

    private void heading(WrappedText text, Finding finding, Review review) {
        if (review.coverage().isLive()) {
            text.line(finding.object().toString());
            return;
        }
        String line = finding.place() + "  " + finding.object();
        if (heading == Heading.WRAPPED && line.codePointCount(0, line.length()) > width) {
            text.line(finding.place().toString());
            text.line("    " + finding.object());
        } else {
            text.line(line);
        }
    }

    /** Explains each reason once, where it first occurs. */
    private void body(WrappedText text, Finding finding, Set<Reason> explained) {
        String first = "  " + verdict(finding.kind()) + " ";
        if (finding.code().isPresent() && !finding.verdict().isPatch()) {
            blocked(text, first, finding, explained);
        } else {
            open(text, first, finding, explained);
        }
        if (finding.kind() == VerdictKind.IGNORED) {
            text.words(INDENT, "Ignored by " + Words.suppression(finding) + ".");
        }
    }

    private static void blocked(WrappedText text, String first, Finding finding, Set<Reason> explained) {
        Note why = finding.verdict().notes().get(0);
        text.words(first, INDENT, INDENT, "container " + finding.container() + ", " + Words.sentence(why));
        if (finding.kind() == VerdictKind.BLOCKED && explained.add(why.reason())) {
            text.words(INDENT, why.reason().meaning());
            text.words(INDENT, "Do: " + why.reason().action());
            text.words(INDENT, "More: hot-reload explain " + why.reason().code());
        }
        finding.verdict().notes().stream().skip(1).forEach(note -> note(text, note, explained));
    }

    private static void open(WrappedText text, String first, Finding finding, Set<Reason> explained) {
        List<String> reloaders = finding.containerVerdict().reloaders();
        String container = "container " + finding.container()
                + (reloaders.isEmpty() ? "" : ", reloader " + String.join(", ", reloaders));
        text.words(first, INDENT, INDENT, container + mode(finding));
        Words.added(finding).forEach(argument -> text.line(" ".repeat(INDENT) + "+ " + argument));
        finding.verdict().notes().forEach(note -> note(text, note, explained));
    }

    private static String mode(Finding finding) {
        return switch (finding.mode()) {
            case ENFORCE -> "";
            case AUDIT -> " (mode audit: nothing is changed)";
            case OFF -> " (mode off, set by " + finding.applied().source() + ")";
        };
    }

    /** Says with each advice what to do, once. */
    private static void note(WrappedText text, Note note, Set<Reason> explained) {
        boolean advice = note.reason().kind() == Reason.Kind.ADVICE && explained.add(note.reason());
        text.words(INDENT, Words.sentence(note) + (advice ? " " + note.reason().action() : ""));
    }

    private String verdict(VerdictKind kind) {
        String word = kind.name().toUpperCase(Locale.ROOT);
        String space = " ".repeat(WIDEST_VERDICT - word.length());
        return colour ? "\u001B[" + colourOf(kind) + "m" + word + "\u001B[0m" + space : word + space;
    }

    /** Returns the code of ECMA-48, 8.3.117. */
    private static int colourOf(VerdictKind kind) {
        return switch (kind) {
            case PATCH -> 33;
            case BLOCKED -> 31;
            case COMPLIANT -> 32;
            case IGNORED, SKIP, OFF -> 2;
        };
    }
}
