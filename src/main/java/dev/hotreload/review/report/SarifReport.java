package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import java.net.URI;
import java.net.URISyntaxException;

/** SARIF 2.1.0, as code scanning reads it. */
final class SarifReport {

    /** The rule for a container that would be patched, for which there is no reason code. */
    private static final String MISSING_FLAGS = "MissingFlags";

    private SarifReport() {}

    static String of(Review review) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "hot-reload");
        rules(driver.putArray("rules"));
        ArrayNode results = run.putArray("results");
        review.findings().stream()
                .filter(finding -> finding.kind().needsAction())
                .forEach(finding -> result(results.addObject(), finding));
        ObjectNode invocation = run.putArray("invocations").addObject();
        invocation.put("executionSuccessful", review.problems().isEmpty());
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        for (Problem problem : review.problems()) {
            ObjectNode notification = notifications.addObject().put("level", "error");
            notification.putObject("message").put("text", problem.message());
            location(notification.putArray("locations"), problem.place());
        }
        return JsonReport.print(root);
    }

    private static void rules(ArrayNode rules) {
        rule(rules.addObject(), MISSING_FLAGS, "the webhook would add flags", "The webhook would add flags.");
        for (Reason reason : Reason.values()) {
            if (reason.kind() == Reason.Kind.BLOCKED) {
                rule(rules.addObject(), reason.code(), reason.phrase(), reason.meaning() + " " + reason.action());
            }
        }
    }

    private static void rule(ObjectNode rule, String id, String phrase, String help) {
        rule.put("id", id).put("name", id);
        rule.putObject("shortDescription").put("text", phrase);
        rule.putObject("help").put("text", help);
    }

    private static void result(ObjectNode result, Finding finding) {
        boolean blocked = finding.kind() == VerdictKind.BLOCKED;
        result.put("ruleId", blocked ? finding.verdict().notes().get(0).reason().code() : MISSING_FLAGS);
        result.put("level", blocked ? "error" : finding.mode() == Mode.AUDIT ? "note" : "warning");
        result.putObject("message").put("text", finding.object() + ", " + Words.summary(finding));
        location(result.putArray("locations"), finding.place());
    }

    private static void location(ArrayNode locations, Place place) {
        ObjectNode physical = locations.addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file()));
        if (place.line() > 0) {
            physical.putObject("region").put("startLine", place.line());
        }
    }

    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "-";
        }
    }
}
