package dev.hotreload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.decision.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class ExplainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = HotReload.commandLine(Map.of());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @Test
    void without_a_code_all_are_listed() {
        assertThat(run("explain")).isZero();
        assertThat(out.toString().lines()).hasSize(Reason.values().length);
        assertThat(out.toString()).contains("WrappedCommand                 blocked   appended arguments would not");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_code_is_explained_whatever_its_case(Reason reason) {
        assertThat(run("explain", reason.code().toLowerCase(java.util.Locale.ROOT)))
                .isZero();
        assertThat(out.toString())
                .startsWith(reason.code() + " (")
                .contains(reason.meaning(), "Do:      " + reason.action(), "Example: " + reason.example());
    }

    @Test
    void an_unknown_code_is_bad_usage() {
        assertThat(run("explain", "Nonsense")).isEqualTo(2);
        assertThat(err.toString()).startsWith("There is no reason code Nonsense; hot-reload explain lists them.");
    }

    @Test
    void docs_reasons_md_is_what_the_command_prints() throws IOException {
        assertThat(run("explain", "--markdown")).isZero();
        assertThat(Files.readString(Path.of("docs/reasons.md"))).isEqualTo(out.toString());
    }
}
