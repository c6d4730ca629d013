package dev.hotreload.review.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Review;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The results of a KRM function (kustomize api/krm-functions-spec, functions-spec.md). */
public final class FunctionResults {

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
        for (Finding finding : review.counted()) {
            // What would be patched and has no change in the text is among the refused.
            boolean fixed = finding.isPatch() && !finding.excerpt().isEmpty();
            if (fixed || finding.isBlocked()) {
                String message = fixed
                        ? "container " + finding.containerVerdict().container().name() + ": added "
                                + String.join(" ", Words.added(finding))
                        : Words.summary(finding);
                ObjectNode result = result(results, message, fixed ? "info" : "warning");
                ObjectNode resource = result.putObject("resourceRef");
                resource.put("apiVersion", finding.apiVersion()).put("kind", finding.kind());
                resource.put("name", finding.name());
                if (!finding.namespace().isEmpty()) {
                    resource.put("namespace", finding.namespace());
                }
            }
        }
        for (Problem refused : review.refused()) {
            result(results, refused.message(), "warning");
        }
        for (Problem problem : review.problems()) {
            result(results, problem.message(), "error");
        }
        return results;
    }

    private static ObjectNode result(ArrayNode results, String message, String severity) {
        return results.addObject().put("message", message).put("severity", severity);
    }
}
