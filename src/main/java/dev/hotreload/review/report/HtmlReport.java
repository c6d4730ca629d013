package dev.hotreload.review.report;

import com.samskivert.mustache.Mustache;
import dev.hotreload.decision.Mode;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One page to read in a browser, without references to anything outside. A manifest's text is escaped, and the page's
 * policy lets only the page's own script run.
 */
final class HtmlReport {

    /** What a line of a diff does, by which the page paints it. */
    private enum LineStyle {
        ADD,
        DEL,
        SAME;

        static LineStyle of(String line) {
            return line.startsWith("+") ? ADD : line.startsWith("-") ? DEL : SAME;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private HtmlReport() {}

    static String of(Review review) {
        String style = resource("report.css");
        String script = resource("report.js");
        Map<String, Object> page = new HashMap<>();
        page.put("style", style);
        page.put("styleHash", hash(style));
        page.put("script", script);
        page.put("scriptHash", hash(script));
        page.put("totals", Words.totals(review));
        page.put("verdicts", verdicts(review));
        page.put("findings", review.findings().stream().map(HtmlReport::finding).toList());
        page.put("hasProblems", !review.problems().isEmpty());
        page.put("problems", problems(review.problems()));
        page.put("hasRemarks", !review.allRemarks().isEmpty());
        page.put("remarks", problems(review.allRemarks()));
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .compile(resource("report.html"))
                .execute(page);
    }

    private static List<Map<String, String>> problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> Map.of(
                        "place", SafeText.line(problem.place().toString()),
                        "message", SafeText.line(problem.message())))
                .toList();
    }

    private static List<Map<String, Object>> verdicts(Review review) {
        List<Map<String, Object>> verdicts = new ArrayList<>();
        for (VerdictKind kind : VerdictKind.values()) {
            long count = review.count(kind);
            if (count > 0) {
                verdicts.add(Map.of("name", kind.toString(), "count", count));
            }
        }
        return verdicts;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> row = new HashMap<>();
        List<Map<String, String>> diff = diff(finding);
        List<String> reloaders = finding.containerVerdict().reloaders();
        row.put("verdict", finding.kind().toString());
        row.put("object", SafeText.line(finding.object().toString()));
        row.put("container", SafeText.line(finding.container()));
        row.put("place", SafeText.line(finding.place().toString()));
        row.put("audit", finding.mode() == Mode.AUDIT);
        row.put("off", finding.mode() == Mode.OFF ? finding.applied().source().toString() : "");
        row.put("hasReloaders", !reloaders.isEmpty());
        row.put("reloaders", SafeText.line(String.join(", ", reloaders)));
        row.put("hasDiff", !diff.isEmpty());
        row.put("diff", diff);
        row.put("opensQuit", Words.opensQuit(finding));
        row.put(
                "reasons",
                finding.verdict().notes().stream()
                        .map(note -> Map.of(
                                "code", note.reason().code(),
                                "phrase", SafeText.line(note.phrase()),
                                "meaning", note.reason().meaning(),
                                "action", note.reason().action()))
                        .toList());
        row.put("source", SafeText.line(finding.remedy().source()));
        row.put("restart", SafeText.line(finding.remedy().restart()));
        return row;
    }

    /** Without the text of a file, only what would be added. */
    private static List<Map<String, String>> diff(Finding finding) {
        String excerpt = finding.remedy().excerpt();
        Stream<String> lines = excerpt.isEmpty()
                ? Words.added(finding).stream().map(argument -> "+ " + argument)
                : excerpt.lines().map(UrlCredentials::hidden);
        return lines.map(line -> Map.of(
                        "style", LineStyle.of(line).toString(),
                        "line", SafeText.sourceLine(line)))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream resource = HtmlReport.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of the jar could not be read", e);
        }
    }

    /** The form of Content-Security-Policy: {@code sha256-} and the digest in Base64. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
