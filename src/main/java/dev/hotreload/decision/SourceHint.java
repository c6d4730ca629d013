package dev.hotreload.decision;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to change at the source of a workload, so that the webhook has nothing left to do. */
public final class SourceHint {

    private static final String CHART = "helm.sh/chart";

    /** The operator's label on what it makes (prometheus-operator pkg/prometheus/labels.go). */
    private static final String OPERATED = "operator.prometheus.io/name";

    /** The old label of charts, before Helm 3. */
    private static final String OLD_CHART = "chart";

    /** The labels that tell what made a workload. */
    public static final Set<String> LABELS = Set.of(CHART, OLD_CHART, OPERATED);

    private SourceHint() {}

    /**
     * Returns a sentence for a workload of the chart prometheus or of the operator; empty for others, and where nothing
     * is to be patched.
     */
    public static String of(Map<String, String> labels, ContainerVerdict container) {
        String chart = labels.getOrDefault(CHART, labels.getOrDefault(OLD_CHART, ""));
        return container
                .verdict()
                .patch()
                .map(patch -> of(labels, chart, patch))
                .orElse("");
    }

    private static String of(Map<String, String> labels, String chart, Verdict.Patch patch) {
        if (labels.containsKey(OPERATED)) {
            return "In the custom resource Prometheus " + labels.get(OPERATED) + ", set "
                    + patch.flags().stream().map(SourceHint::field).collect(Collectors.joining(" and ")) + ".";
        }
        if (!chart.matches("prometheus-\\d.*")) {
            return "";
        }
        // A value replaces the chart's default, web.enable-lifecycle, so it has to name that as well.
        List<String> flags = Stream.concat(
                        Stream.of("web.enable-lifecycle"),
                        patch.flags().stream().map(flag -> flag.argument().substring(2)))
                .distinct()
                .toList();
        return "In chart prometheus, set server.extraFlags: ["
                + flags.stream().collect(Collectors.joining(", "))
                + "]; keep what is there.";
    }

    /** The field of prometheus-operator's API (Documentation/api-reference/api.md, PrometheusSpec). */
    private static String field(ManagedFlag flag) {
        return switch (flag) {
            case LIFECYCLE -> "spec.additionalArgs: [{name: web.enable-lifecycle}]";
            case WAL_COMPRESSION -> "spec.walCompression: true";
        };
    }
}
