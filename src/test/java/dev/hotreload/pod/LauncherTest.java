package dev.hotreload.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.prometheus.Argument;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {

    @ParameterizedTest
    @CsvSource({
        "prometheus --x, prometheus",
        "tini prometheus, ''",
        "tini prometheus --x, prometheus",
        "tini -- prometheus, prometheus",
        "catatonit prometheus, ''",
        "dumb-init prometheus, prometheus",
        "tini prometheus --config.file=/x, prometheus",
        "tini -g prometheus, ''",
        "tini-static prometheus x, ''",
        "catatonit p, ''",
        "catatonit -- p, p",
        "tini -g -p SIGTERM -- /bin/prometheus, prometheus",
        "tini-static -e 143 -- p, p",
        "dumb-init -r 15:3 p, p",
        "dumb-init --rewrite=15:3 -- p, p",
        "env p, p",
        "env -i A=1 B=2 p, p",
        "env -u A --chdir /x p, p",
        "env - p, p",
        "nice p, p",
        "nice -n 5 p, p",
        "nice -5 p, p",
        "setpriv --reuid 1 --clear-groups --regid=1 p, p",
        "stdbuf -oL -e 0 p, p",
        "su-exec user:group p, p",
        "gosu prometheus /entry.sh prometheus, entry.sh",
        "tini -- gosu u env A=1 p, p",
        "env -S prometheus, ''",
        "tini, ''",
        "tini -p, ''",
        "gosu u, ''",
    })
    void a_launcher_runs_the_program_after_its_own_options(String argv, String program) {
        assertThat(ProgramCall.of(
                                Arrays.stream(argv.split(" ")).map(Argument::of).toList())
                        .program())
                .isEqualTo(program);
    }
}
