package dev.hotreload.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.github.fge.jsonpatch.JsonPatch;
import com.github.fge.jsonpatch.JsonPatchException;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.decision.Decision;
import dev.hotreload.decision.PodDecider;
import dev.hotreload.decision.PodGenerator;
import dev.hotreload.decision.Policy;
import dev.hotreload.decision.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check of a patch refuses: a check that could be replaced by {@code true} would fail here. */
class PatchCheckTest {

    private static final PodDecider DECIDER = new PodDecider(Policy.DEFAULT.flags());

    /** Two containers to look at: Prometheus, to be patched, and a reloader; a native sidecar stands by. */
    private static final JsonNode POD = ManifestFixtures.parse("""
            metadata: {name: p}
            spec:
              initContainers:
                - {name: wait, image: example.org/wait:1, args: [a]}
              containers:
                - name: prometheus
                  image: prom/prometheus:v2.48.0
                  args: [--config.file=/x, --storage.tsdb.path=/y]
                - name: reloader
                  image: example.org/reloader:1
                  args: [--reload-url=http://localhost:9090/-/reload]
            """).get(0);

    private static Optional<String> failure(String operations) throws IOException {
        Pod pod = ManifestFixtures.typed(POD);
        ArrayNode patch = (ArrayNode) ManifestFixtures.JSON.readTree(operations.replace('\'', '"'));
        return new PatchCheck(pod, DECIDER.decide(pod), DECIDER).failure(patch);
    }

    private static final String L = "{'op':'add','path':'/spec/containers/0/args/-','value':'--web.enable-lifecycle'}";
    private static final String W =
            "{'op':'add','path':'/spec/containers/0/args/-','value':'--storage.tsdb.wal-compression'}";

    @Test
    void the_patch_of_the_decision_passes() throws IOException {
        assertThat(failure("[" + L + "," + W + "]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one flag is missing | [L]",
                "nothing is done | []",
                "a flag is added twice | [L,L,W]",
                "the flags are in another order | [W,L]",
                "an unknown flag comes along | [L,W,{'op':'add','path':'/spec/containers/0/args/-','value':'--x'}]",
                "a flag is put before the arguments | [{'op':'add','path':'/spec/containers/0/args/0','value':'--web.enable-lifecycle'},W]",
                "an argument is replaced | [{'op':'replace','path':'/spec/containers/0/args/0','value':'--web.enable-lifecycle'},W]",
                "an argument is dropped | [{'op':'remove','path':'/spec/containers/0/args/1'},L,W]",
                "all arguments are replaced | [{'op':'add','path':'/spec/containers/0/args','value':['--web.enable-lifecycle','--storage.tsdb.wal-compression']}]",
                "arguments are reordered | [{'op':'move','from':'/spec/containers/0/args/0','path':'/spec/containers/0/args/1'},L,W]",
                "an argument becomes a number | [L,W,{'op':'replace','path':'/spec/containers/0/args/0','value':1}]",
                "the image is touched | [L,W,{'op':'add','path':'/spec/containers/0/image','value':'x'}]",
                "the command is touched | [L,W,{'op':'add','path':'/spec/containers/0/command','value':['x']}]",
                "another container's arguments are touched | [L,W,{'op':'add','path':'/spec/containers/1/args/-','value':'--x'}]",
                "an init container's arguments are touched | [L,W,{'op':'add','path':'/spec/initContainers/0/args/-','value':'--x'}]",
                "a container is added | [L,W,{'op':'add','path':'/spec/containers/-','value':{'name':'x'}}]",
                "a container is removed | [L,W,{'op':'remove','path':'/spec/containers/1'}]",
                "another field of the spec is added | [L,W,{'op':'add','path':'/spec/hostNetwork','value':true}]",
                "the metadata is touched | [L,W,{'op':'add','path':'/metadata/name','value':'x'}]",
                "the whole pod is replaced | [{'op':'add','path':'','value':{}}]",
                "the path does not exist | [L,W,{'op':'add','path':'/spec/containers/9/args/-','value':'x'}]",
                "the operation is unknown | [{'op':'frob','path':'/spec'}]",
            })
    void any_other_patch_is_refused(String name, String operations) throws IOException {
        assertThat(failure(operations.replace("L", L).replace("W", W))).as(name).isPresent();
    }

    @Test
    void a_patch_after_which_the_pod_would_still_be_patched_is_refused() throws IOException {
        // The decision asks for L alone, as if only that were managed; judged by both flags W is still missing.
        Pod pod = ManifestFixtures.typed(POD);
        Decision decision = new PodDecider(java.util.Set.of(dev.hotreload.decision.ManagedFlag.LIFECYCLE)).decide(pod);
        ArrayNode patch = (ArrayNode) ManifestFixtures.JSON.readTree(("[" + L + "]").replace('\'', '"'));
        assertThat(new PatchCheck(pod, decision, DECIDER).failure(patch)).contains("the patched pod is not compliant");
    }

    /** The check on the skeleton refuses whatever a check on the whole pod would refuse. */
    @Test
    void the_check_is_as_strict_as_one_on_the_whole_pod() throws IOException, JsonPatchException {
        int patches = 0;
        int refused = 0;
        for (long seed = 1; seed <= Integer.getInteger("pods.count", 3_000); seed++) {
            JsonNode json = new PodGenerator(seed).pod();
            Pod pod = ManifestFixtures.typed(json);
            Decision decision = DECIDER.decide(pod);
            if (!decision.isPatch()) {
                continue;
            }
            for (ArrayNode operations : mutants(PatchOperations.of(decision))) {
                patches++;
                boolean accepted = new PatchCheck(pod, decision, DECIDER)
                        .failure(operations)
                        .isEmpty();
                refused += accepted ? 0 : 1;
                if (accepted) {
                    assertThat(holdsOnTheWholePod(json, decision, operations))
                            .as("seed %s, %s", seed, operations)
                            .isTrue();
                }
            }
        }
        assertThat(patches).isPositive();
        assertThat(refused).isGreaterThan(patches / 2).isLessThan(patches);
    }

    private static List<ArrayNode> mutants(ArrayNode sound) {
        List<ArrayNode> mutants = new ArrayList<>();
        mutants.add(sound);
        ArrayNode twice = sound.deepCopy();
        twice.add(sound.get(0).deepCopy());
        mutants.add(twice);
        ArrayNode fewer = sound.deepCopy();
        fewer.remove(0);
        mutants.add(fewer);
        ArrayNode image = sound.deepCopy();
        image.addObject()
                .put("op", "add")
                .put("path", "/spec/containers/0/image")
                .put("value", "x");
        mutants.add(image);
        return mutants;
    }

    private static boolean holdsOnTheWholePod(JsonNode pod, Decision decision, ArrayNode operations)
            throws IOException, JsonPatchException {
        JsonNode patched = JsonPatch.fromJson(operations).apply(pod);
        var after = DECIDER.decide(ManifestFixtures.typed(patched)).containers();
        boolean compliant =
                after.stream().noneMatch(container -> container.verdict().isPatch());
        JsonNode expected = pod.deepCopy();
        decision.containers()
                .forEach(container ->
                        container.verdict().patch().ifPresent(patch -> append(expected, container, patch)));
        return compliant && expected.equals(patched);
    }

    private static void append(JsonNode pod, dev.hotreload.decision.ContainerVerdict container, Verdict.Patch patch) {
        var position = container.container().position();
        var node = (com.fasterxml.jackson.databind.node.ObjectNode)
                pod.path("spec").path(position.list().field()).path(position.index());
        ArrayNode args = node.path("args").isArray() ? (ArrayNode) node.get("args") : node.putArray("args");
        patch.arguments().forEach(args::add);
    }
}
