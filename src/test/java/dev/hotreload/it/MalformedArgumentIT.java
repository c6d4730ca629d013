package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code MalformedArgument} claims, asked of real programs: with these arguments Prometheus exits, with those it
 * starts.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@EnumSource(RealPrometheus.class)
class MalformedArgumentIT {

    private static final String LIFECYCLE = "--web.enable-lifecycle";

    /** Each stands alone as an argument. FOLDER is that of the test. */
    static final List<String> MALFORMED_NAMES = List.of(
            "\"--web.enable-lifecycle\"",
            "'--web.enable-lifecycle'",
            "\"--web.page-title=a\"",
            " --web.enable-lifecycle",
            "\t--web.enable-lifecycle",
            "\n--web.enable-lifecycle",
            "\u00a0--web.enable-lifecycle",
            "--web.enable-lifecycle ",
            "--web.enable-lifecycle\n",
            "--web.enable-lifecycle --web.enable-admin-api",
            "--web.page-title =a",
            "--web. page-title=a",
            "--web.page-title\n=a",
            "--web.page-title a",
            "--web.page-title \"a\"");

    /** Values that Prometheus parses. */
    private static final List<String> PARSED = List.of(
            "--config.file=FOLDER/p.yml",
            "--log.level=info",
            "--log.format=json",
            "--storage.tsdb.retention.time=15d",
            "--storage.tsdb.retention.size=1GB",
            "--web.external-url=http://h",
            "--web.listen-address=127.0.0.1:9090",
            "--query.lookback-delta=5m",
            "--query.max-concurrency=20",
            "--query.max-samples=50",
            "--query.timeout=2m");

    /** Values that it takes as they are. */
    private static final List<String> FREE = List.of(
            "--storage.tsdb.path=FOLDER/data",
            "--web.console.templates=FOLDER/x",
            "--web.console.libraries=FOLDER/x",
            "--web.cors.origin=.*",
            "--web.page-title=a");

    @Parameter
    RealPrometheus version;

    @TempDir
    Path folder;

    static Stream<String> malformedValues() {
        return PARSED.stream().flatMap(MalformedArgumentIT::withMoreBehind);
    }

    static Stream<String> freeValues() {
        return FREE.stream().flatMap(MalformedArgumentIT::withMoreBehind);
    }

    private static Stream<String> withMoreBehind(String argument) {
        return Stream.of(argument + "\n", argument + "\n" + LIFECYCLE, argument + " " + LIFECYCLE);
    }

    @ParameterizedTest
    @FieldSource("MALFORMED_NAMES")
    void prometheus_exits_for_a_malformed_name(String argument) throws Exception {
        assertMalformed(argument);
    }

    @ParameterizedTest
    @MethodSource("malformedValues")
    void prometheus_exits_for_a_malformed_value_that_it_parses(String argument) throws Exception {
        assertMalformed(argument);
    }

    @ParameterizedTest
    @MethodSource("freeValues")
    void prometheus_starts_with_the_same_in_a_free_value_and_reloads_once_patched(String argument) throws Exception {
        PatchedPod patched = pod(argument);
        PodOnThisMachine machine = new PodOnThisMachine(folder, version);
        try (Program prometheus = start(machine, patched)) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isTrue();
            assertThat(patched.verdicts()).containsExactly("prometheus\tpatch\tL+W");
            assertThat(machine.call("POST", "/-/reload").statusCode()).isEqualTo(200);
        }
    }

    /** The one claim that holds for the newest only: 2.48 takes the flag for a part of the path. */
    @Test
    void a_flag_joined_to_the_path_of_the_external_url_is_too_much_for_3_x() throws Exception {
        PatchedPod patched = pod("--web.external-url=http://h/x " + LIFECYCLE);
        try (Program prometheus = start(new PodOnThisMachine(folder, version), patched)) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isEqualTo(version == RealPrometheus.V2);
        }
        assertBlocked(patched);
    }

    private void assertMalformed(String argument) throws Exception {
        PatchedPod patched = pod(argument);
        try (Program prometheus = start(new PodOnThisMachine(folder, version), patched)) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as(prometheus.output())
                    .isFalse();
            assertThat(prometheus.exitCode()).as(prometheus.output()).isIn(1, 2);
        }
        assertBlocked(patched);
    }

    /** With advice about what can be read all the same. */
    private static void assertBlocked(PatchedPod pod) {
        assertThat(pod.verdicts()).singleElement().asString().startsWith("prometheus\tblocked\t\tMalformedArgument");
        assertThat(pod.isPatched()).isFalse();
    }

    /**
     * A pod with this argument and, where it does not give them itself, a configuration, an address and a place for
     * data.
     */
    private PatchedPod pod(String argument) {
        ObjectNode container = ManifestFixtures.JSON.createObjectNode();
        container.put("name", "prometheus").put("image", "quay.io/prometheus/prometheus:v2.48.0");
        List<String> args = new ArrayList<>(List.of(argument));
        for (String needed : List.of(
                "--config.file=FOLDER/p.yml",
                "--web.listen-address=127.0.0.1:9090",
                "--storage.tsdb.path=FOLDER/data")) {
            if (!argument.startsWith(needed.substring(0, needed.indexOf('=')))) {
                args.add(needed);
            }
        }
        container.set("args", ManifestFixtures.JSON.valueToTree(args));
        return PatchedPod.withReloader("- " + container);
    }

    private Program start(PodOnThisMachine machine, PatchedPod pod) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        List<String> command = new ArrayList<>(List.of(version.program().toString()));
        pod.prometheus()
                .path("args")
                .forEach(argument -> command.add(argument.asText()
                        .replace("FOLDER", folder.toString())
                        .replace(":9090", ":" + machine.url("").getPort())));
        return machine.start(command);
    }
}
