package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Mode;
import dev.hotreload.review.Finding;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Problem;
import dev.hotreload.review.VerdictKind;
import dev.hotreload.usage.SafeText;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One result of a report in the cluster: a Prometheus container, or an input that could not be reviewed.
 *
 * @param namespace of the report that holds it; empty for a report without a namespace
 * @param outcome what the summary of the report counts
 * @param json the result as both APIs have it
 */
public record ReportResult(String namespace, Outcome outcome, ObjectNode json) {

    static final String POLICY = "prometheus-hot-reload";

    private static final String NOT_REVIEWED = "NotReviewed";

    /** A label of DNS (RFC 1123), as the API server wants the name of a namespace. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** Of a text from a pod: 200 results of a report have to fit into the 1.5 MiB that etcd accepts. */
    private static final int MOST_CHARACTERS = 500;

    /** Whether what the policy asks for is there. */
    public enum Outcome {
        PASS,
        FAIL,
        /** In mode audit, in which nothing is enforced. */
        WARN,
        ERROR,
        SKIP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(Finding finding) {
            return switch (finding.kind()) {
                case PATCH, BLOCKED -> finding.mode() == Mode.AUDIT ? WARN : FAIL;
                case COMPLIANT -> PASS;
                case SKIP, OFF, IGNORED -> SKIP;
            };
        }
    }

    /**
     * Returns the result of a finding.
     *
     * @param at when it was found
     */
    public static ReportResult of(Finding finding, Instant at) {
        ObjectReference object = finding.object();
        boolean named = NAMESPACE.matcher(object.namespace()).matches();
        Outcome outcome = Outcome.of(finding);
        ObjectNode json = start(rule(finding), outcome, severity(finding), Words.summary(finding), at);
        ObjectNode resource = json.putArray("resources").addObject();
        resource.put("apiVersion", bounded(object.apiVersion())).put("kind", bounded(object.kind()));
        if (!object.namespace().isEmpty()) {
            resource.put("namespace", bounded(object.namespace()));
        }
        resource.put("name", bounded(object.name()));
        properties(json.putObject("properties"), finding);
        return new ReportResult(named ? object.namespace() : "", outcome, json);
    }

    /** Returns the result of an input that could not be reviewed. */
    static ReportResult of(Problem problem, Instant at) {
        String message = problem.place() + ": " + problem.message();
        ObjectNode json = start(NOT_REVIEWED, Outcome.ERROR, "info", message, at);
        return new ReportResult("", Outcome.ERROR, json);
    }

    private static ObjectNode start(String rule, Outcome outcome, String severity, String message, Instant at) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", POLICY).put("policy", POLICY).put("rule", rule);
        json.put("category", "Prometheus").put("result", outcome.toString()).put("severity", severity);
        json.put("scored", outcome != Outcome.WARN).put("message", bounded(message));
        json.putObject("timestamp").put("seconds", at.getEpochSecond()).put("nanos", 0);
        return json;
    }

    /** Returns the code of the first reason, or that of missing flags, which a compliant container does not miss. */
    private static String rule(Finding finding) {
        return finding.code()
                .or(() -> finding.verdict()
                        .fold(
                                patch -> Optional.empty(),
                                compliant -> Optional.empty(),
                                blocked -> Optional.empty(),
                                skip -> Optional.of(skip.why().reason().code())))
                .orElse(Finding.MISSING_FLAGS);
    }

    private static String severity(Finding finding) {
        return switch (finding.kind()) {
            case BLOCKED -> "high";
            case PATCH -> "medium";
            case COMPLIANT, SKIP, OFF, IGNORED -> "info";
        };
    }

    private static void properties(ObjectNode properties, Finding finding) {
        properties
                .put("container", bounded(finding.container()))
                .put("verdict", finding.kind().toString());
        properties.put("mode", finding.mode().toString());
        if (finding.place().line() > 0) {
            properties.put("place", bounded(finding.place().toString()));
        }
        if (finding.kind() == VerdictKind.PATCH) {
            properties.put("added", bounded(String.join(" ", Words.added(finding))));
            finding.remedy().restart().ifPresent(restart -> properties.put("restart", bounded(restart.command())));
        }
        if (finding.kind() == VerdictKind.IGNORED) {
            properties.put("ignored", bounded(Words.suppression(finding)));
        }
    }

    private static String bounded(String text) {
        String line = SafeText.line(text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text);
        return text.length() > MOST_CHARACTERS ? line + "..." : line;
    }
}
