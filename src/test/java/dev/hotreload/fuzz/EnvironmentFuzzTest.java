package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Variables as {@code NAME=value} lines, then the arguments of Prometheus, then those of the reloader. */
class EnvironmentFuzzTest {

    /** How often a text is repeated, so that a cost that grows faster than the text shows. */
    private static final int LARGE = 400_000;

    @DictionaryFile(resourcePath = "environment.dict")
    @FuzzTest
    void variables_are_decided_on_as_their_values_are(byte[] input) {
        Lines lines = Lines.of(input);
        List<Map.Entry<String, String>> literals = new ArrayList<>();
        for (String line : lines.part(0)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                literals.add(Map.entry(line.substring(0, equals), line.substring(equals + 1)));
            }
        }
        FuzzedPod references = FuzzedPod.create();
        FuzzedPod values = FuzzedPod.create();
        put(references, literals, lines.part(1), lines.part(2));
        Map<String, String> environment = Kubelet.environment(literals);
        put(values, List.of(), escaped(lines.part(1), environment), escaped(lines.part(2), environment));

        JsonNode decided = Admission.respond(references.pod());

        Admission.store(references.pod(), decided);
        assertThat(decided.at("/response/auditAnnotations"))
                .as("%s", values.pod())
                .isEqualTo(Admission.respond(values.pod()).at("/response/auditAnnotations"));
    }

    @DictionaryFile(resourcePath = "environment.dict")
    @FuzzTest
    void a_large_text_of_references_has_its_price(byte[] input) {
        List<String> pieces = Lines.of(input).all();
        if (pieces.stream().allMatch(String::isEmpty)) {
            return;
        }
        String piece = String.join("", pieces);
        String large = piece.repeat(Math.max(1, LARGE / piece.length()));
        FuzzedPod fuzzed = FuzzedPod.create();
        put(
                fuzzed,
                List.of(Map.entry("A", large), Map.entry("B", large)),
                List.of("--a=" + large, large),
                List.of(large));
        Admission.respond(fuzzed.pod());
    }

    private static List<String> escaped(List<String> arguments, Map<String, String> environment) {
        return arguments.stream()
                .map(argument -> Kubelet.escape(Kubelet.expand(argument, environment)))
                .toList();
    }

    private static void put(
            FuzzedPod pod, List<Map.Entry<String, String>> literals, List<String> args, List<String> reloader) {
        for (var container : List.of(pod.prometheus(), pod.reloader())) {
            var env = container.putArray("env");
            literals.forEach(
                    literal -> env.addObject().put("name", literal.getKey()).put("value", literal.getValue()));
        }
        FuzzedPod.put(pod.prometheus(), "args", args);
        if (!reloader.isEmpty()) {
            FuzzedPod.put(pod.reloader(), "args", reloader);
        }
    }
}
