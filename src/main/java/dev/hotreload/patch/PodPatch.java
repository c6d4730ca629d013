package dev.hotreload.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import dev.hotreload.decision.ContainerVerdict;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.Verdict;
import dev.hotreload.pod.PodReader;
import java.io.IOException;
import java.util.List;

/** The JSON Patch of a decision, applied and judged again before it leaves. */
public sealed interface PodPatch {

    /**
     * A patch that holds its check.
     *
     * @param operations an RFC 6902 document
     * @param patched the pod as it will be
     */
    record Sound(ArrayNode operations, JsonNode patched) implements PodPatch {}

    /** A patch that must not be sent; the sentence says why and holds nothing of the pod. */
    record Unsound(String why) implements PodPatch {}

    /**
     * Computes the patch and checks it: it applies, what comes out is compliant, and only the arguments differ.
     *
     * @param pod the JSON as received
     * @param decision the decider's decision for this pod
     */
    static PodPatch of(JsonNode pod, Decision decision, PodDecider decider) {
        ArrayNode operations = PatchOperations.of(decision);
        try {
            JsonNode patched = JsonPatch.fromJson(operations).apply(pod);
            return judge(pod, patched, decision, decider)
                    ? new Sound(operations, patched)
                    : new Unsound("the patched pod is not the pod with its flags");
        } catch (JsonPatchException e) {
            return new Unsound("the patch does not apply");
        } catch (IOException e) {
            return new Unsound("the patched pod cannot be read");
        }
    }

    private static boolean judge(JsonNode pod, JsonNode patched, Decision decision, PodDecider decider) {
        return isCompliant(patched, decision, decider) && differsInArgsAlone(pod, patched, decision);
    }

    private static boolean isCompliant(JsonNode patched, Decision before, PodDecider decider) {
        if (!(PodReader.read(patched) instanceof PodReader.Result.Parsed readable)) {
            return false;
        }
        List<ContainerVerdict> after = decider.decide(readable.pod()).containers();
        if (after.size() != before.containers().size()) {
            return false;
        }
        for (int i = 0; i < after.size(); i++) {
            Verdict was = before.containers().get(i).verdict();
            Verdict is = after.get(i).verdict();
            boolean asWanted = was instanceof Verdict.Patch
                    ? is instanceof Verdict.Compliant && is.notes().equals(was.notes())
                    : is.equals(was);
            if (!asWanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean differsInArgsAlone(JsonNode pod, JsonNode patched, Decision decision) {
        JsonNode reverted = patched.deepCopy();
        for (ContainerVerdict server : decision.containers()) {
            if (server.verdict() instanceof Verdict.Patch patch) {
                JsonPointer args =
                        JsonPointer.compile(server.container().position().argsPointer());
                JsonNode before = pod.at(args);
                ArrayNode expected = JsonNodeFactory.instance.arrayNode();
                before.forEach(expected::add);
                patch.arguments().forEach(expected::add);
                if (!patched.at(args).equals(expected)) {
                    return false;
                }
                revert((ObjectNode) reverted.at(args.head()), before);
            }
        }
        return reverted.equals(pod);
    }

    private static void revert(ObjectNode container, JsonNode args) {
        if (args.isMissingNode()) {
            container.remove("args");
        } else {
            container.set("args", args);
        }
    }
}
