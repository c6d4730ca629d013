package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A launcher passes its arguments on: what the webhook appends behind it reaches a real Prometheus. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class LauncherIT {

    private static final List<String> LAUNCHERS = List.of(
            "tini --",
            "tini -g -v --",
            "tini-static --",
            "dumb-init",
            "dumb-init --single-child --",
            "catatonit --",
            "env",
            "env GOGC=50 GOMAXPROCS=1",
            "env -u HOME",
            "nice",
            "nice -n 5",
            "nohup",
            "setpriv --no-new-privs",
            "setsid",
            "setsid --wait",
            "stdbuf -oL",
            "gosu root",
            "tini -- env GOGC=50");

    @TempDir
    Path folder;

    static Stream<Arguments> launchers() {
        return LAUNCHERS.stream()
                .flatMap(launcher ->
                        Arrays.stream(RealPrometheus.values()).map(version -> Arguments.of(launcher, version)));
    }

    private static void assumeIsHere(String launcher) {
        assumeTrue(Program.isHere(launcher), () -> "SKIPPED: there is no " + launcher + " on this machine");
    }

    private static String quoted(String words) {
        return Arrays.stream(words.split(" ")).map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void the_flags_reach_prometheus_through(String launcher, RealPrometheus version) throws Exception {
        assumeIsHere(launcher.split(" ", 2)[0]);
        assertReloads(version, """
                - name: prometheus
                  image: quay.io/prometheus/prometheus:v2.48.0
                  command: [%s, /bin/prometheus]
                  args: [--config.file=/etc/config/prometheus.yml, --storage.tsdb.path=/data]
                """.formatted(quoted(launcher)));
    }

    @Test
    void the_flags_reach_prometheus_where_args_begin_with_its_program() throws Exception {
        assumeIsHere("dumb-init");
        assertReloads(RealPrometheus.V2, """
                - name: prometheus
                  image: quay.io/prometheus/prometheus:v2.48.0
                  command: [/usr/bin/dumb-init, --]
                  args: [/bin/prometheus, --config.file=/etc/config/prometheus.yml, --storage.tsdb.path=/data]
                """);
    }

    @Test
    void the_flags_reach_prometheus_where_there_are_no_args() throws Exception {
        assumeIsHere("tini");
        assertReloads(RealPrometheus.V2, """
                - name: prometheus
                  image: quay.io/prometheus/prometheus:v2.48.0
                  command: [tini, --, prometheus, --config.file=/etc/config/prometheus.yml, --storage.tsdb.path=/data]
                """);
    }

    /**
     * The three read all that begins with a dash as their own, unless {@code --} stands before: glibc's getopt
     * permutes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"tini", "tini-static", "catatonit"})
    void a_launcher_that_would_take_the_flags_for_its_own_gets_none(String launcher) throws Exception {
        assumeIsHere(launcher);
        PatchedPod patched = PatchedPod.withReloader("""
                - name: prometheus
                  image: quay.io/prometheus/prometheus:v2.48.0
                  command: [%s, /bin/prometheus]
                """.formatted(launcher));
        assertThat(patched.verdicts()).containsExactly("prometheus\tblocked\t\tWrappedCommand");
        // Without a flag it finds its configuration where it is started.
        Path start = Files.createDirectories(folder.resolve("prometheus"));
        Files.writeString(start.resolve("prometheus.yml"), "global: {}\n");
        List<String> command = List.of(launcher, RealPrometheus.V2.program().toString());
        assertThat(exitsAtOnce(command, start)).isFalse();
        assertThat(exitsAtOnce(List.of(launcher, command.get(1), "--web.enable-lifecycle"), start))
                .isTrue();
    }

    /** Prometheus would exit later: when its port, that of every other test and of this machine's user, is taken. */
    private static boolean exitsAtOnce(List<String> command, Path folder) {
        try (Program prometheus = Program.start(command, Map.of(), folder)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus.output().contains("Starting Prometheus") || !prometheus.isAlive());
            return !prometheus.output().contains("Starting Prometheus");
        }
    }

    private void assertReloads(RealPrometheus version, String container) throws Exception {
        PatchedPod patched = PatchedPod.withReloader(container);
        assertThat(patched.verdicts()).containsExactly("prometheus\tpatch\tL+W");
        PodOnThisMachine pod = new PodOnThisMachine(folder, version);
        List<String> command = pod.prometheusCommand(patched.prometheus());
        try (Program prometheus = pod.start(command)) {
            assertThat(PodOnThisMachine.becomesReady(prometheus))
                    .as("%s%n%s", command, prometheus.output())
                    .isTrue();
            assertThat(pod.call("POST", "/-/reload").statusCode()).isEqualTo(200);
        }
    }
}
