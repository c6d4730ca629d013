package dev.hotreload.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.admission.AdmissionHandler;
import dev.hotreload.admission.AdmissionResult;
import dev.hotreload.admission.DecisionKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What holds for every pod. Another run of other pods: {@code -Dpods.seed=N -Dpods.count=N}; a failure names the seed
 * of its pod, and the pod.
 */
class PodPropertiesTest {

    private static final long SEED = Long.getLong("pods.seed", 20_261_123L);
    private static final int COUNT = Integer.getInteger("pods.count", 20_000);

    private final AdmissionHandler handler = AdmissionHandler.ofPods(() -> Policy.DEFAULT);

    @Test
    void every_generated_pod_keeps_the_promises() throws IOException {
        Map<DecisionKind, Integer> seen = new EnumMap<>(DecisionKind.class);
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            ObjectNode pod = new PodGenerator(seed).pod();
            try {
                seen.merge(check(pod), 1, Integer::sum);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + "\n" + pod.toPrettyString(), e);
            }
        }
        assertThat(seen)
                .as("the generator reaches every outcome")
                .containsKeys(DecisionKind.PATCHED, DecisionKind.BLOCKED, DecisionKind.COMPLIANT, DecisionKind.SKIPPED)
                .doesNotContainKey(DecisionKind.ERROR);
        assertThat(seen.get(DecisionKind.PATCHED)).isGreaterThan(COUNT / 20);
    }

    private DecisionKind check(ObjectNode pod) throws IOException {
        AdmissionResult.Responded answer = (AdmissionResult.Responded) handler.handle(Reviews.creating(pod));
        JsonNode review = ManifestFixtures.JSON.readTree(answer.body());
        assertThat(review.at("/response/allowed").asBoolean()).isTrue();
        JsonNode patched = Reviews.apply(pod, review);

        assertOnlyArgsGrew(pod, patched);
        assertNoFlagIsRepeatedByUs(pod, patched);
        assertThat(new PodDecider(Policy.DEFAULT.flags())
                        .decide(ManifestFixtures.typed(patched))
                        .isPatch())
                .as("what comes out needs no patch")
                .isFalse();
        AdmissionResult.Responded again = (AdmissionResult.Responded) handler.handle(Reviews.creating(patched));
        assertThat(Reviews.patch(ManifestFixtures.JSON.readTree(again.body())))
                .as("twice is once")
                .isEmpty();
        if (answer.response().summary().decision() == DecisionKind.PATCHED) {
            assertThat(again.response().summary().decision()).isIn(DecisionKind.COMPLIANT, DecisionKind.BLOCKED);
        }
        return answer.response().summary().decision();
    }

    private static void assertOnlyArgsGrew(JsonNode pod, JsonNode patched) {
        ObjectNode before = pod.deepCopy();
        ObjectNode after = patched.deepCopy();
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < pod.path("spec").path(list).size(); i++) {
                ObjectNode was = (ObjectNode) before.at("/spec/" + list + "/" + i);
                ObjectNode is = (ObjectNode) after.at("/spec/" + list + "/" + i);
                List<String> oldArgs = strings(was.path("args"));
                List<String> newArgs = strings(is.path("args"));
                assertThat(newArgs.subList(0, Math.min(oldArgs.size(), newArgs.size())))
                        .as("the args there were stay, in their order")
                        .isEqualTo(oldArgs);
                was.remove("args");
                is.remove("args");
            }
        }
        assertThat(after).as("nothing but args changes").isEqualTo(before);
    }

    private static void assertNoFlagIsRepeatedByUs(JsonNode pod, JsonNode patched) {
        for (String list : List.of("containers", "initContainers")) {
            for (int i = 0; i < pod.path("spec").path(list).size(); i++) {
                for (ManagedFlag flag : ManagedFlag.values()) {
                    int was = count(pod.at("/spec/" + list + "/" + i), flag);
                    int is = count(patched.at("/spec/" + list + "/" + i), flag);
                    assertThat(is)
                            .as("%s is added where it is not, and once", flag)
                            .isLessThanOrEqualTo(Math.max(was, 1));
                }
            }
        }
    }

    private static int count(JsonNode container, ManagedFlag flag) {
        List<String> argv = new ArrayList<>(strings(container.path("command")));
        argv.addAll(strings(container.path("args")));
        Collections.replaceAll(argv, "$(LIFECYCLE)", ManagedFlag.LIFECYCLE.argument());
        // What stands before the program is for its launcher.
        int program = argv.indexOf("/bin/prometheus");
        argv = argv.subList(program + 1, argv.size());
        return Collections.frequency(argv, flag.argument())
                + Collections.frequency(argv, flag.flag().negation());
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }
}
