package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import dev.hotreload.Reviews;
import dev.hotreload.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must never happen: every Prometheus container of every case that starts before the webhook starts after it, for
 * real, with the Prometheus of the report and with the newest.
 */
@EnabledIf("dev.hotreload.it.RealParts#built")
@ParameterizedClass
@EnumSource(RealPrometheus.class)
class StillStartsIT {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String LIFECYCLE = "--web.enable-lifecycle";

    @Parameter
    RealPrometheus version;

    @TempDir
    Path folder;

    private final Map<JsonNode, Boolean> known = new HashMap<>();

    /** Starts each kind of container once: its name and its image make no difference on this machine. */
    private boolean starts(JsonNode container) throws Exception {
        ObjectNode kind = container.deepCopy();
        kind.remove(List.of("name", "image"));
        Boolean before = known.get(kind);
        if (before == null) {
            before = startsNow(kind);
            known.put(kind, before);
        }
        return before;
    }

    private PodOnThisMachine pod() throws IOException {
        return new PodOnThisMachine(Files.createTempDirectory(folder, "pod"), version);
    }

    private boolean startsNow(JsonNode container) throws Exception {
        PodOnThisMachine pod = pod();
        List<String> command = pod.prometheusCommand(container);
        if (!Program.isHere(command.get(0))) {
            return false;
        }
        try (Program prometheus = pod.start(command)) {
            return PodOnThisMachine.becomesReady(prometheus);
        }
    }

    @Test
    void whatever_starts_before_the_webhook_starts_after_it() throws Exception {
        List<String> started = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.sorted().toList();
        }
        try (TestServer webhook = TestServer.start()) {
            for (Path file : cases) {
                String name = file.getFileName().toString();
                JsonNode created =
                        ManifestFixtures.read(file.resolve("input.yaml")).get(0);
                JsonNode stored = Reviews.apply(created, webhook.review(Reviews.creating(created)));
                for (String line : Files.readAllLines(file.resolve("verdict.txt"))) {
                    String container = line.substring(0, line.indexOf('\t'));
                    if (container.equals("-") || !starts(imageCommand(find(container, created)))) {
                        continue;
                    }
                    started.add(name);
                    if (!starts(imageCommand(find(container, stored)))) {
                        broken.add(name);
                    }
                }
            }
        }
        System.out.println("still starts, Prometheus " + version + ": " + started.size()
                + " servers started before the webhook, " + (started.size() - broken.size()) + " after it");
        assertThat(broken).isEmpty();
        assertThat(started)
                .as("the test starts servers of all kinds")
                .hasSizeGreaterThan(60)
                .contains(
                        "chart-25.8.0-empty-extra-flags",
                        "row-11-no-args-2.x",
                        version == RealPrometheus.V2 ? "wal-agent-feature" : "wal-agent-flag",
                        "row-05-compliant",
                        "row-06-wrapped-shell-in-command",
                        "row-04-lifecycle-disabled",
                        "row-07-flags-terminated",
                        "row-09-argument-file");
    }

    /**
     * Without command and args the image's CMD is in force, here that of 2.x; Prometheus 2.48.0 plays every version.
     */
    private static JsonNode imageCommand(JsonNode container) {
        if (!container.path("command").isEmpty() || !container.path("args").isEmpty()) {
            return container;
        }
        ObjectNode started = container.deepCopy();
        started.putArray("args")
                .add("--config.file=/etc/prometheus/prometheus.yml")
                .add("--storage.tsdb.path=/prometheus");
        return started;
    }

    private static JsonNode find(String container, JsonNode pod) {
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode candidate : pod.path("spec").path(list)) {
                if (candidate.path("name").asText().equals(container)) {
                    return candidate;
                }
            }
        }
        throw new AssertionError("no container " + container);
    }

    @ParameterizedTest
    @CsvSource({
        "row-04-lifecycle-disabled, flag 'web.enable-lifecycle' cannot be repeated",
        "row-05-compliant, flag 'web.enable-lifecycle' cannot be repeated",
        "row-07-flags-terminated, unexpected --web.enable-lifecycle",
        "row-09-argument-file, flag 'web.enable-lifecycle' cannot be repeated",
    })
    void a_webhook_that_appends_blindly_would_break_it(String name, String error) throws Exception {
        JsonNode container = ManifestFixtures.read(CASES.resolve(name).resolve("input.yaml"))
                .get(0)
                .at("/spec/containers/0");
        PodOnThisMachine pod = pod();
        assertEndsWith(pod, container, error, LIFECYCLE);
    }

    @ParameterizedTest
    @CsvSource({
        "row-03-invalid-flag-value-true, unexpected true",
        "row-03-invalid-flag-value-bare-word, unexpected true",
        "row-03-invalid-flag-value-empty, unexpected",
    })
    void a_switch_with_a_value_does_not_start_as_it_is(String name, String error) throws Exception {
        JsonNode container = ManifestFixtures.read(CASES.resolve(name).resolve("input.yaml"))
                .get(0)
                .at("/spec/containers/0");
        assertEndsWith(pod(), container, error);
    }

    @Test
    void an_agent_refuses_the_servers_wal_compression() throws Exception {
        String agent = version == RealPrometheus.V2 ? "wal-agent-feature" : "wal-agent-flag";
        JsonNode container = ManifestFixtures.read(CASES.resolve(agent).resolve("input.yaml"))
                .get(0)
                .at("/spec/containers/0");
        assertEndsWith(pod(), container, "can not be used in agent mode", "--storage.tsdb.wal-compression");
    }

    private static void assertEndsWith(PodOnThisMachine pod, JsonNode container, String error, String... appended)
            throws IOException {
        try (Program prometheus = pod.start(pod.prometheusCommand(container, appended))) {
            assertThat(prometheus.exitCode()).isNotZero();
            assertThat(prometheus.output()).contains(error);
        }
    }
}
