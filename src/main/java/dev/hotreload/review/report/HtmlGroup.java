package dev.hotreload.review.report;

import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.usage.SafeText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the page shows of a group of findings: once what holds for all of them, and each finding. */
final class HtmlGroup {

    private HtmlGroup() {}

    /** Returns the values for the template. */
    static Map<String, Object> of(FindingGroup group, int number, FindingIds ids, HtmlFinding.Fold fold) {
        Map<String, Object> section = new HashMap<>();
        section.put("number", number);
        section.put("kind", group.kind().toString());
        section.put("title", SafeText.line(group.title()));
        section.put("count", group.findings().size());
        section.put("code", group.reason().map(Reason::code).orElse(""));
        section.put("meaning", group.reason().map(Reason::meaning).orElse(""));
        section.put("action", group.reason().map(Reason::action).orElse(""));
        section.put("opensQuit", group.findings().stream().anyMatch(Words::opensQuit));
        section.put("sources", sources(group.findings()));
        section.put(
                "findings",
                group.findings().stream()
                        .map(finding -> HtmlFinding.of(finding, ids.of(finding), group.reason(), fold))
                        .toList());
        return section;
    }

    /** Returns each source to change once, with the number of findings for which it is. */
    private static List<Map<String, Object>> sources(List<Finding> findings) {
        Map<String, Long> counts = findings.stream()
                .map(finding -> SafeText.line(finding.remedy().source()))
                .filter(source -> !source.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(source -> Map.<String, Object>of(
                        "where", SourceYaml.where(source.getKey()),
                        "yaml", SourceYaml.of(source.getKey()),
                        "count", source.getValue() == findings.size() ? "" : "for " + source.getValue() + " of them"))
                .toList();
    }
}
