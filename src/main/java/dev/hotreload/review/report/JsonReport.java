package dev.hotreload.review.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.decision.Note;
import dev.hotreload.review.Finding;
import dev.hotreload.review.Invocation;
import dev.hotreload.review.ObjectReference;
import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import dev.hotreload.review.Restart;
import dev.hotreload.review.Review;
import dev.hotreload.review.VerdictKind;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** For programs; docs/review.schema.json is its schema. */
final class JsonReport {

    static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    static String json(Review review, Invocation invocation) {
        return print(tree(review, invocation));
    }

    static String yaml(Review review, Invocation invocation) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(120)
                .build();
        return new Dump(settings).dumpToString(MAPPER.convertValue(tree(review, invocation), Object.class));
    }

    static String print(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree in memory could not be written", e);
        }
    }

    private static ObjectNode tree(Review review, Invocation invocation) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", ProjectLinks.SCHEMA)
                .put("version", invocation.version())
                .put("exitCode", invocation.exitCode());
        totals(root.putObject("totals"), review);
        root.put("files", review.coverage().files().orElse(0))
                .put("objects", review.coverage().objects());
        ArrayNode findings = root.putArray("findings");
        review.findings().forEach(finding -> add(findings.addObject(), finding));
        problems(root.putArray("problems"), review.problems());
        problems(root.putArray("remarks"), review.allRemarks());
        return root;
    }

    private static void totals(ObjectNode totals, Review review) {
        totals.put("findings", review.findings().size());
        for (VerdictKind kind : VerdictKind.values()) {
            totals.put(kind.toString(), review.count(kind));
        }
        totals.put("problems", review.problems().size());
    }

    private static void add(ObjectNode node, Finding finding) {
        place(node, finding.place());
        ObjectReference object = finding.object();
        node.put("kind", object.kind()).put("namespace", object.namespace()).put("name", object.name());
        node.put("container", finding.container());
        node.put("mode", finding.mode().toString())
                .put("verdict", finding.kind().toString());
        finding.containerVerdict().reloaders().forEach(node.putArray("reloaders")::add);
        Words.added(finding).forEach(node.putArray("added")::add);
        ArrayNode reasons = node.putArray("reasons");
        for (Note note : finding.verdict().notes()) {
            reasons.addObject()
                    .put("code", note.reason().code())
                    .put("message", note.phrase())
                    .put("action", note.reason().action());
        }
        node.put("source", finding.remedy().source())
                .put("restart", finding.remedy().restart().map(Restart::command).orElse(""));
        finding.suppression()
                .ifPresent(by -> node.putObject("ignored")
                        .put("by", by.source().name().toLowerCase(Locale.ROOT))
                        .put("why", by.why()));
    }

    private static void problems(ArrayNode array, List<Problem> problems) {
        for (Problem problem : problems) {
            place(array.addObject(), problem.place()).put("message", problem.message());
        }
    }

    private static ObjectNode place(ObjectNode node, Place place) {
        return node.put("file", place.file()).put("line", place.line());
    }
}
