package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.Reason;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Invocation;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.Suppression;
import dev.hotreload.review.VerdictKind;
import java.net.URI;
import java.net.URISyntaxException;

/** SARIF 2.1.0, as code scanning reads it. */
final class SarifReport {

    private SarifReport() {}

    static String of(Review review, Invocation invocation) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "hot-reload");
        driver.put("version", invocation.version()).put("informationUri", ProjectLinks.HOME);
        rules(driver.putArray("rules"));
        ArrayNode results = run.putArray("results");
        FindingIds ids = new FindingIds();
        for (Finding finding : review.findings()) {
            String id = ids.of(finding);
            if (finding.kind().needsAction() || finding.kind() == VerdictKind.IGNORED) {
                result(results.addObject(), finding, id);
            }
        }
        ObjectNode ended = run.putArray("invocations").addObject();
        ended.put("executionSuccessful", review.problems().isEmpty()).put("exitCode", invocation.exitCode());
        ArrayNode notifications = ended.putArray("toolExecutionNotifications");
        for (Problem problem : review.problems()) {
            ObjectNode notification = notifications.addObject().put("level", "error");
            notification.putObject("message").put("text", problem.message());
            location(notification.putArray("locations"), problem.place());
        }
        return JsonReport.print(root);
    }

    private static void rules(ArrayNode rules) {
        rule(
                rules.addObject(),
                Finding.MISSING_FLAGS,
                "the webhook would add flags",
                "The webhook would add flags.",
                ProjectLinks.HOME);
        for (Reason reason : Reason.values()) {
            if (reason.kind() == Reason.Kind.BLOCKED) {
                String help = reason.meaning() + " " + reason.action();
                rule(rules.addObject(), reason.code(), reason.phrase(), help, ProjectLinks.reason(reason.code()));
            }
        }
    }

    private static void rule(ObjectNode rule, String id, String phrase, String help, String uri) {
        rule.put("id", id).put("name", id);
        rule.putObject("shortDescription").put("text", phrase);
        rule.putObject("help").put("text", help);
        rule.put("helpUri", uri);
    }

    private static void result(ObjectNode result, Finding finding, String id) {
        String code = finding.code().orElse(Finding.MISSING_FLAGS);
        boolean patched = code.equals(Finding.MISSING_FLAGS);
        result.put("ruleId", code);
        result.put("level", !patched ? "error" : finding.mode() == Mode.AUDIT ? "note" : "warning");
        result.putObject("message").put("text", finding.object() + ", " + Words.summary(finding));
        location(result.putArray("locations"), finding.place());
        result.putObject("partialFingerprints").put("container/v1", id);
        finding.suppression().ifPresent(by -> suppression(result.putArray("suppressions"), by));
    }

    private static void suppression(ArrayNode suppressions, Suppression by) {
        String kind = switch (by.source()) {
            case ANNOTATION -> "inSource";
            case BASELINE -> "external";
        };
        ObjectNode suppression = suppressions.addObject().put("kind", kind);
        if (!by.why().isEmpty()) {
            suppression.put("justification", by.why());
        }
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
