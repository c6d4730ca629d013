package dev.hotreload.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An argument a line; where there are two parts, the first is the command. */
class CommandLineFuzzTest {

    private static final String LIFECYCLE = "web.enable-lifecycle";

    @DictionaryFile(resourcePath = "command-line.dict")
    @FuzzTest
    void what_prometheus_accepts_it_accepts_after_the_webhook(byte[] input) {
        Lines lines = Lines.of(input);
        List<String> command = lines.parts() > 1 ? lines.part(0) : List.of();
        List<String> args = lines.part(lines.parts() > 1 ? 1 : 0);
        FuzzedPod fuzzed = FuzzedPod.create();
        if (!command.isEmpty()) {
            FuzzedPod.put(fuzzed.prometheus(), "command", command);
        }
        if (!args.isEmpty()) {
            FuzzedPod.put(fuzzed.prometheus(), "args", args);
        }

        JsonNode review = Admission.respond(fuzzed.pod());
        JsonNode stored = Admission.store(fuzzed.pod(), review).at("/spec/containers/0");

        boolean plain = command.isEmpty() || command.get(0).equals("/bin/prometheus");
        List<String> before = arguments(fuzzed.prometheus());
        if (plain && !before.isEmpty() && Kingpin.accepts(before)) {
            assertThat(Kingpin.accepts(arguments(stored)))
                    .as("%s", arguments(stored))
                    .isTrue();
            boolean on = Kingpin.switchesOn(LIFECYCLE, arguments(stored));
            switch (Admission.decision(review)) {
                case "patched", "compliant" -> assertThat(on).isTrue();
                case "blocked" -> assertThat(on && !mayBeMalformed(before)).isFalse();
                default ->
                    assertThat(review.at("/response/auditAnnotations/reason").asText())
                            .isIn("TooComplex", "ReloaderTargetsElsewhere");
            }
        }
    }

    /** Kingpin does not look at values; MalformedArgumentIT does, with a real Prometheus. */
    private static boolean mayBeMalformed(List<String> arguments) {
        return arguments.stream().anyMatch(argument -> argument.chars().anyMatch(c -> Character.isWhitespace(c)));
    }

    /** What the process gets: all arguments after the program. */
    private static List<String> arguments(JsonNode container) {
        List<String> argv = new ArrayList<>(Promises.strings(container.path("command")));
        argv.addAll(Promises.strings(container.path("args")));
        return argv.stream()
                .skip(container.path("command").isEmpty() ? 0 : 1)
                .map(argument -> Kubelet.expand(argument, Map.of()))
                .toList();
    }
}
