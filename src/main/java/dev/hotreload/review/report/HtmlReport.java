package dev.hotreload.review.report;

import com.samskivert.mustache.Mustache;
import dev.hotreload.decision.Note;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Invocation;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One page to read in a browser, without references to anything outside. A manifest's text is escaped, and the page's
 * policy lets only the page's own script run.
 */
final class HtmlReport {

    /** Up to so many findings are unfolded when the page opens. */
    private static final int MOST_OPEN = 20;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    static String of(Review review, Invocation invocation) {
        PageResource style = PageResource.read("report.css");
        PageResource script = PageResource.read("report.js");
        Map<String, Object> page = new HashMap<>();
        page.put("style", style.text());
        page.put("styleHash", style.hash());
        page.put("script", script.text());
        page.put("scriptHash", script.hash());
        page.put("title", title(review));
        page.put("totals", Words.totals(review));
        page.put("tiles", tiles(review));
        facts(page, invocation);
        findings(page, review);
        page.put("isEmpty", review.findings().isEmpty());
        page.put("coverage", Words.coverage(review.coverage()));
        problems(page, "Problems", review.problems());
        problems(page, "Remarks", review.allRemarks());
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .compile(PageResource.read("report.html").text())
                .execute(page);
    }

    private static String title(Review review) {
        return "Review: " + review.count(VerdictKind.BLOCKED) + " blocked, " + review.count(VerdictKind.PATCH)
                + " to patch";
    }

    private static List<Map<String, Object>> tiles(Review review) {
        Map<String, Long> counts = Arrays.stream(VerdictKind.values())
                .collect(Collectors.groupingBy(HtmlFinding::tile, Collectors.summingLong(review::count)));
        return List.of(
                tile(counts, VerdictKind.BLOCKED, "blocked"),
                tile(counts, VerdictKind.PATCH, "to patch"),
                tile(counts, VerdictKind.COMPLIANT, "compliant"),
                tile(counts, VerdictKind.SKIP, leftAlone(review)));
    }

    /** Says what the last tile counts: what is skipped, what is ignored, or both. */
    private static String leftAlone(Review review) {
        long ignored = review.count(VerdictKind.IGNORED);
        long skipped = review.count(VerdictKind.SKIP) + review.count(VerdictKind.OFF);
        return ignored == 0 ? "skipped" : skipped == 0 ? "ignored" : "skipped or ignored";
    }

    private static Map<String, Object> tile(Map<String, Long> counts, VerdictKind kind, String words) {
        return Map.of("name", kind.toString(), "words", words, "count", counts.get(kind.toString()));
    }

    private static void facts(Map<String, Object> page, Invocation invocation) {
        page.put("input", SafeText.line(invocation.input()));
        page.put("command", SafeText.line(UrlCredentials.hidden(invocation.command())));
        page.put("version", invocation.version());
        page.put("date", DATE.format(invocation.at()));
        page.put("exitCode", invocation.exitCode());
    }

    private static void findings(Map<String, Object> page, Review review) {
        HtmlFinding.Fold fold = review.findings().size() > MOST_OPEN ? HtmlFinding.Fold.CLOSED : HtmlFinding.Fold.OPEN;
        FindingIds ids = new FindingIds();
        List<FindingGroup> groups = FindingGroup.of(review.findings());
        List<Map<String, Object>> sections = new ArrayList<>();
        groups.forEach(group -> sections.add(HtmlGroup.of(group, sections.size() + 1, ids, fold)));
        page.put("groups", sections);
        Set<Reason> explained =
                groups.stream().flatMap(group -> group.reason().stream()).collect(Collectors.toSet());
        List<Map<String, String>> codes = review.findings().stream()
                .flatMap(finding -> finding.verdict().notes().stream())
                .map(Note::reason)
                .filter(reason -> !explained.contains(reason))
                .distinct()
                .sorted()
                .map(reason -> Map.of("code", reason.code(), "meaning", reason.meaning(), "action", reason.action()))
                .toList();
        page.put("codes", codes);
        page.put("hasCodes", !codes.isEmpty());
    }

    private static void problems(Map<String, Object> page, String name, List<Problem> problems) {
        page.put("has" + name, !problems.isEmpty());
        page.put("count" + name, problems.size());
        page.put(
                "list" + name,
                problems.stream()
                        .map(problem -> Map.of(
                                "place", SafeText.line(problem.place().toString()),
                                "message", SafeText.line(problem.message())))
                        .toList());
    }
}
