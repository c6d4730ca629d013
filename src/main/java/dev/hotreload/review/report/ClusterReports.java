package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Invocation;
import dev.hotreload.review.Review;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reports as objects of a cluster: one for each namespace, and one for what has none.
 *
 * <pre>{@code
 * ClusterReports reports = new ClusterReports(ReportApi.OPENREPORTS, "hot-reload-scan");
 * findings.forEach(finding -> reports.add(ReportResult.of(finding, now)));
 * reports.objects();
 * }</pre>
 */
public final class ClusterReports {

    /** By this label, whoever writes reports finds those of an earlier run. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** See {@link ReportResult}: more would not fit into one object. */
    static final int MOST_RESULTS = 200;

    private final ReportApi api;
    private final String name;
    private final SortedMap<String, List<ReportResult>> results = new TreeMap<>();

    /**
     * Starts without a result.
     *
     * @param name of the reports, and of what manages them; a second one about a namespace has a number after it
     */
    public ClusterReports(ReportApi api, String name) {
        this.api = api;
        this.name = name;
    }

    /** Returns a review as a list of reports that {@code kubectl apply} accepts. */
    static String of(ReportApi api, Review review, Invocation invocation) {
        ClusterReports reports = new ClusterReports(api, "hot-reload-review");
        review.findings().forEach(finding -> reports.add(ReportResult.of(finding, invocation.at())));
        review.problems().forEach(problem -> reports.add(ReportResult.of(problem, invocation.at())));
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1").put("kind", "List");
        ArrayNode items = list.putArray("items");
        // kubectl refuses an empty list; without a result, the report says that nothing was found.
        items.addAll(reports.results.isEmpty() ? List.of(reports.object("", 0, List.of())) : reports.objects());
        return JsonReport.print(list);
    }

    /** Adds a result to the report of its namespace. */
    public void add(ReportResult result) {
        results.computeIfAbsent(result.namespace(), namespace -> new ArrayList<>())
                .add(result);
    }

    /** Returns the reports, in the order of their namespaces. */
    public List<ObjectNode> objects() {
        List<ObjectNode> objects = new ArrayList<>();
        results.forEach((namespace, all) -> {
            for (int from = 0; from < all.size(); from += MOST_RESULTS) {
                List<ReportResult> part = all.subList(from, Math.min(all.size(), from + MOST_RESULTS));
                objects.add(object(namespace, from / MOST_RESULTS, part));
            }
        });
        return objects;
    }

    private ObjectNode object(String namespace, int before, List<ReportResult> part) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", api.apiVersion()).put("kind", namespace.isEmpty() ? api.clusterKind() : api.kind());
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", before == 0 ? name : name + "-" + (before + 1));
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.putObject("labels").put(MANAGED_BY, name);
        Map<ReportResult.Outcome, Integer> counts = new EnumMap<>(ReportResult.Outcome.class);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ReportResult result : part) {
            counts.merge(result.outcome(), 1, Integer::sum);
            array.add(result.json());
        }
        ObjectNode summary = object.putObject("summary");
        for (ReportResult.Outcome outcome : ReportResult.Outcome.values()) {
            summary.put(outcome.toString(), counts.getOrDefault(outcome, 0));
        }
        object.set("results", array);
        return object;
    }
}
