package dev.hotreload.review.report;

import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Review;
import java.util.Locale;

/**
 * For people at a terminal.
 *
 * @param detail how much is said
 * @param colour whether verdicts are coloured
 */
public record TextReport(Detail detail, boolean colour) implements Report {

    /** How much is said. */
    public enum Detail {
        /** Only what needs a hand. */
        QUIET,
        /** That, and what would be patched. */
        USUAL,
        /** Everything, what is left alone included. */
        VERBOSE
    }

    private static final String INDENT = " ".repeat(12);

    @Override
    public String of(Review review) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : review.findings()) {
            if (isTold(finding)) {
                text.append(finding.place())
                        .append("  ")
                        .append(plain(finding.object()))
                        .append('\n');
                body(text, finding);
            }
        }
        if (!review.restarts().isEmpty()) {
            text.append("\nTo make the running pods anew, with the flags:\n");
            review.restarts()
                    .forEach(command -> text.append("  ").append(plain(command)).append('\n'));
        }
        if (detail != Detail.QUIET) {
            text.append(text.length() > 0 ? "\n" : "")
                    .append(Words.totals(review))
                    .append('\n');
        }
        return text.toString();
    }

    private boolean isTold(Finding finding) {
        return switch (detail) {
            case QUIET -> finding.isBlocked() && finding.mode() != Mode.OFF;
            case USUAL -> (finding.isBlocked() || finding.isPatch()) && finding.mode() != Mode.OFF;
            case VERBOSE -> true;
        };
    }

    private void body(StringBuilder text, Finding finding) {
        String word = Words.verdict(finding).toUpperCase(Locale.ROOT);
        text.append("  ").append(paint(word)).append(" ".repeat(10 - word.length()));
        if (finding.isBlocked()) {
            Note why = finding.verdict().notes().get(0);
            text.append("container ")
                    .append(plain(finding.containerVerdict().container().name()))
                    .append(", ");
            text.append(plain(Words.sentence(why))).append('\n');
            text.append(INDENT).append(why.reason().meaning()).append('\n');
            text.append(INDENT).append("Do: ").append(why.reason().action());
            text.append("   More: hot-reload explain ")
                    .append(why.reason().code())
                    .append('\n');
            finding.verdict().notes().stream().skip(1).forEach(note -> note(text, note));
            return;
        }
        text.append("container ")
                .append(plain(finding.containerVerdict().container().name()));
        if (!finding.containerVerdict().reloaders().isEmpty()) {
            text.append(", reloader ")
                    .append(plain(String.join(", ", finding.containerVerdict().reloaders())));
        }
        text.append(finding.mode() == Mode.AUDIT ? " (mode audit: nothing is changed)\n" : "\n");
        Words.added(finding)
                .forEach(argument ->
                        text.append(INDENT).append("+ ").append(argument).append('\n'));
        finding.verdict().notes().forEach(note -> note(text, note));
        if (Words.opensQuit(finding)) {
            text.append(INDENT).append("Note: this also opens POST /-/quit to all who reach the port.\n");
        }
        if (!finding.source().isEmpty()) {
            text.append(INDENT)
                    .append("Source: ")
                    .append(plain(finding.source()))
                    .append('\n');
        }
        if (!finding.restart().isEmpty()) {
            text.append(INDENT).append("The running pod lacks what is marked with +.\n");
        }
    }

    private static void note(StringBuilder text, Note note) {
        text.append(INDENT).append(plain(Words.sentence(note)));
        if (note.reason().kind() == Reason.Kind.ADVICE) {
            text.append(' ').append(note.reason().action());
        }
        text.append('\n');
    }

    private String paint(String word) {
        if (!colour) {
            return word;
        }
        int code = switch (word) {
            case "PATCH" -> 33;
            case "BLOCKED" -> 31;
            case "COMPLIANT" -> 32;
            default -> 2;
        };
        return "\u001B[" + code + "m" + word + "\u001B[0m";
    }

    /** A manifest's text must not steer the terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
