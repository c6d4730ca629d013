package dev.hotreload.review.report;

import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.util.Locale;

/**
 * For people at a terminal.
 *
 * @param detail how much is printed
 * @param colour whether verdicts are coloured
 */
public record TextReport(Detail detail, boolean colour) implements Report {

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
    private static final String INDENT = " ".repeat(2 + WIDEST_VERDICT + 1);

    @Override
    public String of(Review review) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : review.findings()) {
            if (detail.shows(finding.kind())) {
                text.append(SafeText.line(finding.place() + "  " + finding.object()))
                        .append('\n');
                body(text, finding);
            }
        }
        if (!review.restarts().isEmpty()) {
            text.append("\nTo restart the running pods, so that they get the flags:\n");
            review.restarts()
                    .forEach(command ->
                            text.append("  ").append(SafeText.line(command)).append('\n'));
        }
        if (detail != Detail.QUIET) {
            text.append(text.length() > 0 ? "\n" : "")
                    .append(Words.totals(review))
                    .append('\n');
        }
        return text.toString();
    }

    private void body(StringBuilder text, Finding finding) {
        text.append("  ").append(verdict(finding.kind())).append(' ');
        if (finding.kind() == VerdictKind.BLOCKED) {
            blocked(text, finding);
        } else {
            open(text, finding);
        }
    }

    private static void blocked(StringBuilder text, Finding finding) {
        Note why = finding.verdict().notes().get(0);
        text.append(SafeText.line("container " + finding.container() + ", " + Words.sentence(why)))
                .append('\n');
        line(text, why.reason().meaning());
        line(
                text,
                "Do: " + why.reason().action() + "   More: hot-reload explain "
                        + why.reason().code());
        finding.verdict().notes().stream().skip(1).forEach(note -> note(text, note));
    }

    private static void open(StringBuilder text, Finding finding) {
        text.append(SafeText.line("container " + finding.container()));
        if (!finding.containerVerdict().reloaders().isEmpty()) {
            text.append(SafeText.line(
                    ", reloader " + String.join(", ", finding.containerVerdict().reloaders())));
        }
        text.append(mode(finding)).append('\n');
        Words.added(finding).forEach(argument -> line(text, "+ " + argument));
        finding.verdict().notes().forEach(note -> note(text, note));
        if (Words.opensQuit(finding)) {
            line(text, "Note: this also opens POST /-/quit to all who reach the port.");
        }
        if (!finding.remedy().source().isEmpty()) {
            line(text, "Source: " + finding.remedy().source());
        }
        if (!finding.remedy().restart().isEmpty() && finding.kind() == VerdictKind.PATCH) {
            line(text, "The running pod lacks the arguments that are marked with +.");
        }
    }

    private static String mode(Finding finding) {
        return switch (finding.mode()) {
            case ENFORCE -> "";
            case AUDIT -> " (mode audit: nothing is changed)";
            case OFF -> " (mode off, set by " + finding.applied().source() + ")";
        };
    }

    private static void note(StringBuilder text, Note note) {
        boolean advice = note.reason().kind() == Reason.Kind.ADVICE;
        line(text, Words.sentence(note) + (advice ? " " + note.reason().action() : ""));
    }

    private static void line(StringBuilder text, String words) {
        text.append(INDENT).append(SafeText.line(words)).append('\n');
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
            case SKIP, OFF -> 2;
        };
    }
}
