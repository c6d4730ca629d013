package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reloaders that people write themselves, run beside a real Prometheus with the flags and without. */
@EnabledIf("dev.hotreload.it.RealParts#built")
class CallerIT {

    private static final String PROMETHEUS = """
            - name: prometheus
              image: quay.io/prometheus/prometheus:v2.48.0
              args: [--config.file=/etc/config/prometheus.yml, --storage.tsdb.path=/data]
            """;

    /**
     * Runs its arguments whenever the folder of {@code -p} changes, as weaveworks/watch does, which cannot be built
     * here.
     */
    private static final String WATCH = """
            #!/bin/sh
            while case $1 in -p=*) folder=${1#-p=};; -*) ;; *) false;; esac do shift; done
            while sleep 0.2; do
                now=$(cat "$folder"/*)
                if [ "$now" != "${before-}" ]; then "$@" && before=$now; fi
            done
            """;

    @TempDir
    Path folder;

    static Stream<Arguments> callers() {
        return Stream.of(
                Arguments.of("a curl loop", """
                        - name: caller
                          image: curlimages/curl:8.11.0
                          command: [sh, -c]
                          args:
                            - while true; do curl -fsS -X POST http://localhost:9090/-/reload; sleep 0.2; done
                        """),
                Arguments.of("a wget loop", """
                        - name: caller
                          image: busybox:1.37
                          command: [/bin/sh, -c]
                          args:
                            - |
                              while true; do
                                wget --quiet --output-document=- --post-data= http://127.0.0.1:9090/-/reload || echo failed: $?
                                sleep 0.2
                              done
                        """),
                Arguments.of("a script that compares the files", """
                        - name: caller
                          image: alpine:3.19
                          env:
                            - {name: RELOAD_URL, value: "http://127.0.0.1:9090/-/reload"}
                          command: [/bin/sh, -ec]
                          args:
                            - |
                              before=
                              while sleep 0.2; do
                                now=$(cksum etc/config/*)
                                if [ "$now" != "$before" ]; then curl -fsS -d '' "$RELOAD_URL" && before=$now || true; fi
                              done
                        """),
                Arguments.of("watch and curl", """
                        - name: caller
                          image: weaveworks/watch:master-0c44bf6
                          args: [-v, -t, -p=etc/config, curl, -X, POST, --fail, -o, '-', -sS, "http://localhost:9090/-/reload"]
                        """));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void it_reloads_prometheus_after_the_webhook(String name, String caller) throws Exception {
        PatchedPod patched = PatchedPod.of(PROMETHEUS + caller);
        assertThat(patched.verdicts()).containsExactly("prometheus\tpatch\tL+W");
        PodOnThisMachine pod = new PodOnThisMachine(folder);
        try (Program prometheus = ready(pod, pod.prometheusCommand(patched.prometheus()));
                Program calls = caller(pod, patched)) {
            changeConfiguration(pod);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(pod.status("config", "yaml"))
                            .as(calls.output() + prometheus.output())
                            .contains("17s"));
        }
    }

    @ParameterizedTest
    @MethodSource("callers")
    void it_is_refused_without_the_webhook(String name, String caller) throws Exception {
        PatchedPod patched = PatchedPod.of(PROMETHEUS + caller);
        PodOnThisMachine pod = new PodOnThisMachine(folder);
        try (Program prometheus = ready(pod, pod.prometheusCommand(patched.prometheusBefore()));
                Program calls = caller(pod, patched)) {
            changeConfiguration(pod);
            // wget prints no status: its exit code 8 is an answer that is an error.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(calls.output()).as(prometheus.output()).containsAnyOf("403", "failed: 8"));
            assertThat(pod.status("config", "yaml")).doesNotContain("17s");
        }
    }

    @Test
    void a_sighup_reloads_without_any_flag_and_no_flag_is_added_for_it() throws Exception {
        PatchedPod patched = PatchedPod.of(PROMETHEUS + """
                - name: caller
                  image: alpine:3.19
                  command: [/bin/sh, -c, 'while sleep 1; do pkill -HUP prometheus; done']
                """);
        assertThat(patched.verdicts()).containsExactly("prometheus\tskip\t\tReloadsBySignal");
        assertThat(patched.isPatched()).isFalse();
        PodOnThisMachine pod = new PodOnThisMachine(folder);
        try (Program prometheus = ready(pod, pod.prometheusCommand(patched.prometheus()))) {
            changeConfiguration(pod);
            try (Program kill = Program.start(List.of("kill", "-HUP", Long.toString(prometheus.pid())))) {
                assertThat(kill.exitCode()).isZero();
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> pod.status("config", "yaml").contains("17s"));
        }
    }

    private static Program ready(PodOnThisMachine pod, List<String> command) throws InterruptedException {
        Program prometheus = pod.start(command);
        assertThat(PodOnThisMachine.becomesReady(prometheus))
                .as(prometheus.output())
                .isTrue();
        return prometheus;
    }

    /** Starts the caller's own command line; an image without a command is that of {@code watch}. */
    private Program caller(PodOnThisMachine pod, PatchedPod patched) throws IOException {
        List<String> command = pod.callerCommand(patched.caller());
        if (!patched.caller().has("command")) {
            Path watch = Files.writeString(pod.root().resolve("watch.sh"), WATCH);
            command = Stream.concat(Stream.of("sh", watch.toString()), command.stream())
                    .toList();
        }
        return Program.start(command, pod.environment(patched.caller()), pod.root());
    }

    private static void changeConfiguration(PodOnThisMachine pod) throws IOException {
        Files.writeString(pod.root().resolve("etc/config/prometheus.yml"), "global: {scrape_interval: 17s}\n");
    }
}
