package dev.hotreload.review.report;

import com.samskivert.mustache.Mustache;
import dev.hotreload.decision.Mode;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Review;
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
import java.util.Map;
import java.util.stream.Stream;

/**
 * One page to read in a browser, without references to anything outside. A manifest's text is escaped, and the page's policy
 * lets only the page's own script run.
 */
final class HtmlReport {

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
        page.put(
                "problems",
                review.problems().stream()
                        .map(problem -> Map.of(
                                "place", visible(problem.place().toString()), "message", visible(problem.message())))
                        .toList());
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .compile(resource("report.html"))
                .execute(page);
    }

    private static List<Map<String, Object>> verdicts(Review review) {
        List<Map<String, Object>> verdicts = new ArrayList<>();
        for (String name : List.of("patch", "blocked", "compliant", "skip", "off")) {
            long count = review.findings().stream()
                    .filter(finding -> Words.verdict(finding).equals(name))
                    .count();
            if (count > 0) {
                verdicts.add(Map.of("name", name, "count", count));
            }
        }
        return verdicts;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> row = new HashMap<>();
        List<Map<String, String>> diff = diff(finding);
        row.put("verdict", Words.verdict(finding));
        row.put("object", visible(finding.object()));
        row.put("container", visible(finding.containerVerdict().container().name()));
        row.put("place", visible(finding.place().toString()));
        row.put("audit", finding.mode() == Mode.AUDIT);
        row.put("hasReloaders", !finding.containerVerdict().reloaders().isEmpty());
        row.put(
                "reloaders",
                visible(String.join(", ", finding.containerVerdict().reloaders())));
        row.put("hasDiff", !diff.isEmpty());
        row.put("diff", diff);
        row.put("opensQuit", Words.opensQuit(finding));
        row.put(
                "reasons",
                finding.verdict().notes().stream()
                        .map(note -> Map.of(
                                "code", note.reason().code(),
                                "phrase", visible(note.phrase()),
                                "meaning", note.reason().meaning(),
                                "action", note.reason().action()))
                        .toList());
        row.put("source", visible(finding.source()));
        row.put("restart", visible(finding.restart()));
        return row;
    }

    /** Without the text of a file, only what would be added. */
    private static List<Map<String, String>> diff(Finding finding) {
        Stream<String> lines = finding.excerpt().isEmpty()
                ? Words.added(finding).stream().map(argument -> "+ " + argument)
                : finding.excerpt().lines();
        return lines.map(line -> Map.of("style", style(line), "line", line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?")))
                .toList();
    }

    private static String style(String line) {
        return line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "same";
    }

    private static String visible(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
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
