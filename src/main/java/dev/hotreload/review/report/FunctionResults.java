package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Finding;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The results of a KRM function (kustomize api/krm-functions-spec, functions-spec.md). */
public final class FunctionResults {

    private static final String INFO = "info";
    private static final String WARNING = "warning";
    private static final String ERROR = "error";

    private FunctionResults() {}

    /** Returns the text of a ResourceList, in which {@code results} is the last field. */
    public static String in(String resourceList, Review review) {
        ObjectNode field = JsonNodeFactory.instance.objectNode();
        field.set("results", results(review));
        String text = resourceList.stripTrailing();
        if (text.endsWith("}") && text.stripLeading().startsWith("{")) {
            String json = field.toString();
            return text.substring(0, text.length() - 1) + "," + json.substring(1) + "\n";
        }
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .build();
        String yaml = new Dump(settings).dumpToString(JsonReport.MAPPER.convertValue(field, Object.class));
        String body = text.endsWith("\n...") ? text.substring(0, text.length() - "\n...".length()) : text;
        return body + "\n" + yaml;
    }

    private static ArrayNode results(Review review) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : review.findings()) {
            // What would be patched and has no change in the text is among the refused.
            boolean fixed = finding.kind() == VerdictKind.PATCH
                    && !finding.remedy().excerpt().isEmpty();
            if (fixed) {
                String added = String.join(" ", Words.added(finding));
                ObjectNode result = result(results, "container " + finding.container() + ": added " + added, INFO);
                reference(result.putObject("resourceRef"), finding.object());
            }
            if (finding.kind() == VerdictKind.BLOCKED) {
                ObjectNode result = result(results, Words.summary(finding), WARNING);
                reference(result.putObject("resourceRef"), finding.object());
            }
        }
        for (Problem refused : review.refused()) {
            result(results, refused.message(), WARNING);
        }
        for (Problem problem : review.problems()) {
            result(results, problem.message(), ERROR);
        }
        return results;
    }

    private static void reference(ObjectNode node, ObjectReference object) {
        node.put("apiVersion", object.apiVersion()).put("kind", object.kind()).put("name", object.name());
        if (!object.namespace().isEmpty()) {
            node.put("namespace", object.namespace());
        }
    }

    private static ObjectNode result(ArrayNode results, String message, String severity) {
        return results.addObject().put("message", message).put("severity", severity);
    }
}
