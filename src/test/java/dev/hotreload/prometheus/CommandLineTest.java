package dev.hotreload.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private static final BooleanFlag LIFECYCLE = BooleanFlag.named("web.enable-lifecycle");
    private static final List<BooleanFlag> FLAGS =
            List.of(LIFECYCLE, BooleanFlag.named("storage.tsdb.wal-compression"));

    private static final String L = "--web.enable-lifecycle";

    private static CommandLine of(String... arguments) {
        return new CommandLine(Arrays.stream(arguments).map(ArgumentTest::of).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ABSENT",
        "--web.enable-lifecycle, SET",
        "--web.enable-lifecycle|--x, SET",
        "--web.enable-lifecycle|-h, SET",
        "--web.enable-lifecycle|@file, SET",
        "--web.enable-lifecycle|?, SET",
        "--web.enable-lifecycle|--web.enable-lifecycle, SET",
        "--no-web.enable-lifecycle, NEGATED",
        "--no-web.enable-lifecycle=true, NEGATED",
        "--web.enable-lifecycle|--no-web.enable-lifecycle, NEGATED",
        "--web.enable-lifecycle=true, INVALID",
        "--web.enable-lifecycle=, INVALID",
        "--web.enable-lifecycle=?, INVALID",
        "--web.enable-lifecycle|true, INVALID",
        "--web.enable-lifecycle|-, INVALID",
        "--web.enable-lifecycle|word?, INVALID",
        "--|--web.enable-lifecycle, ABSENT",
        "--web.page-title=--web.enable-lifecycle, ABSENT",
        "--web.enable-lifecycles, ABSENT",
        "--Web.enable-lifecycle, ABSENT",
        "-web.enable-lifecycle, ABSENT",
    })
    void the_state_of_a_flag(String arguments, FlagState expected) {
        assertThat(of(arguments.split("\\|")).state(LIFECYCLE)).isEqualTo(expected);
    }

    @Test
    void an_empty_argument_is_a_bare_word() {
        CommandLine commandLine = new CommandLine(List.of(Argument.of(L), Argument.of("")));
        assertThat(commandLine.state(LIFECYCLE)).isEqualTo(FlagState.INVALID);
    }

    @Test
    void values_come_behind_an_equals_sign_or_as_the_next_argument() {
        CommandLine commandLine = of("--a=1", "--a", "2", "--a", "--b", "--a", "-", "--ab=3", "--", "--a=4");
        assertThat(commandLine.values("--a").stream().map(Argument::text)).containsExactly("1", "2", "-");
    }

    @ParameterizedTest
    @CsvSource({
        "?, true",
        "--no-?, true",
        "--?, true",
        "--storage.tsdb.wal?, true",
        "--config.file=?, false",
        "/data/?, false",
        "?.yml, false",
        "--, false",
    })
    void a_reference_may_hide_a_flag(String argument, boolean expected) {
        assertThat(of(argument).mayHide(FLAGS)).isEqualTo(expected);
    }

    @Test
    void a_reference_behind_the_end_of_flags_hides_nothing() {
        assertThat(of("--", "?").mayHide(FLAGS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-a.b, true",
        "-z.b, true",
        "-a-0.b, true",
        "-a9z.b, true",
        "-a., true",
        "-a, false",
        "-.b, false",
        "-, false",
        "-0a.b, false",
        "-A.b, false",
        "-{.b, false",
        "-`.b, false",
        "-a/.b, false",
        "-a:.b, false",
        "-a=x.y, false",
        "-storage.local.path=/data, true",
        "-config.file, true",
        "-h, false",
        "-c, false",
        "--storage.tsdb.path=/data, false",
    })
    void one_dash_is_prometheus_1(String argument, boolean expected) {
        assertThat(of(argument).isForPrometheus1()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "--agent, true",
        "--no-agent, false",
        "--enable-feature=agent, true",
        "--enable-feature|x@agent, true",
        "--enable-feature=agents, false",
        "--storage.agent.path=/x, true",
        "--storage.tsdb.path=/x, false",
        "--enable-feature=?, true",
        "--enable-feature=?|--storage.tsdb.path=/x, false",
    })
    void agent_mode(String arguments, boolean expected) {
        assertThat(of(arguments.replace('@', ',').split("\\|")).isAgent()).isEqualTo(expected);
    }
}
