package dev.hotreload.review.report;

import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the page shows of a group of findings: once what holds for all of them, and each finding. */
final class HtmlGroup {

    private static final int MOST_OBJECTS = 10;

    private HtmlGroup() {}

    /** Returns the values for the template. */
    static Map<String, Object> of(FindingGroup group, int number, FindingIds ids, HtmlFinding.Fold fold) {
        Map<String, Object> section = new HashMap<>();
        section.put("number", number);
        section.put("kind", group.kind().toString());
        boolean adds = group.kind() == VerdictKind.PATCH;
        section.put("title", adds ? "the webhook adds" : SafeText.line(group.title()));
        section.put("flags", adds ? flags(Words.added(group.findings().get(0))) : List.of());
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

    /** Returns the flags with the comma after each but the last: a flag is never broken in two lines, a list is. */
    private static List<Map<String, String>> flags(List<String> added) {
        List<Map<String, String>> flags = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            flags.add(Map.of("flag", added.get(i), "comma", i == added.size() - 1 ? "" : ","));
        }
        return flags;
    }

    /** Returns each source to change once, with the objects for which it is, unless it is for all. */
    private static List<Map<String, Object>> sources(List<Finding> findings) {
        Map<String, List<Finding>> bySource = findings.stream()
                .filter(finding -> !finding.remedy().source().isEmpty())
                .collect(Collectors.groupingBy(
                        finding -> SafeText.line(finding.remedy().source()), LinkedHashMap::new, Collectors.toList()));
        return bySource.entrySet().stream()
                .map(source -> Map.<String, Object>of(
                        "where", SourceYaml.where(source.getKey()),
                        "yaml", SourceYaml.of(source.getKey()),
                        "objects", source.getValue().size() == findings.size() ? "" : objects(source.getValue())))
                .toList();
    }

    private static String objects(List<Finding> findings) {
        List<String> names = findings.stream()
                .map(finding -> SafeText.line(finding.object().toString()))
                .distinct()
                .toList();
        String named = names.stream().limit(MOST_OBJECTS).collect(Collectors.joining(", "));
        return names.size() <= MOST_OBJECTS ? named : named + " and " + (names.size() - MOST_OBJECTS) + " more";
    }
}
