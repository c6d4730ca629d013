package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTest {

    @Test
    void without_a_code_all_codes_are_listed() {
        Command run = Command.run("explain");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(Reason.values().length);
        assertThat(run.out()).contains("WrappedCommand                 blocked      appended arguments would not");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_code_is_explained_in_any_case(Reason reason) {
        Command run = Command.run("explain", reason.code().toLowerCase(Locale.ROOT));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(reason.code() + " (")
                .contains(reason.meaning(), "Do:      " + reason.action(), "Example: " + reason.example());
    }

    @Test
    void an_unknown_code_is_bad_usage() {
        Command run = Command.run("explain", "Nonsense");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is no reason code Nonsense; hot-reload explain lists them.");
    }

    @Test
    void docs_reasons_md_is_what_the_command_prints() throws IOException {
        Command run = Command.run("explain", "--markdown");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(Path.of("docs/reasons.md"))).isEqualTo(run.out());
    }
}
