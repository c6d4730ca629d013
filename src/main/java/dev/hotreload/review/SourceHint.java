package dev.hotreload.review;

import dev.hotreload.decision.Decision;
import dev.hotreload.decision.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to change at the source of a workload, so that the webhook has nothing left to do. */
final class SourceHint {

    private static final String CHART = "helm.sh/chart";

    private SourceHint() {}

    /** Returns a sentence for a workload of the chart prometheus; empty for others, and where nothing is to be patched. */
    static String of(Map<String, String> labels, Decision.ServerVerdict server) {
        String chart = labels.getOrDefault(CHART, labels.getOrDefault("chart", ""));
        if (!(server.verdict() instanceof Verdict.Patch patch) || !chart.matches("prometheus-\\d.*")) {
            return "";
        }
        // A value replaces the chart's default, web.enable-lifecycle, so it has to name that as well.
        List<String> flags = Stream.concat(
                        Stream.of("web.enable-lifecycle"),
                        patch.flags().stream().map(flag -> flag.argument().substring(2)))
                .distinct()
                .toList();
        return "In the values of chart prometheus, set server.extraFlags: ["
                + flags.stream().collect(Collectors.joining(", "))
                + "]; keep what is there.";
    }
}
