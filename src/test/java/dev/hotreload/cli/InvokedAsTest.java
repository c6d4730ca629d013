package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What kubectl shows of its plugin hot-reload. */
class InvokedAsTest {

    private static String plugin(String... arguments) {
        CommandLine root = RootCommand.commandLine(Map.of());
        InvokedAs.KUBECTL_PLUGIN.rename(root);
        StringWriter out = new StringWriter();
        root.setOut(new PrintWriter(out, true));
        root.setErr(new PrintWriter(out, true));
        root.execute(arguments);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "--help, Usage: kubectl hot-reload [",
        "review --help, Usage: kubectl hot-reload review [",
        "review --help, ./chart | kubectl hot-reload review -",
        "fix --help, kubectl hot-reload fix --diff deploy/ | git apply",
        "explain --help, kubectl hot-reload explain WrappedCommand",
        "completion --help, kubectl_complete-hot_reload",
        "help check, Usage: kubectl hot-reload check ["
    })
    void the_plugins_help_names_what_people_type(String command, String line) {
        assertThat(plugin(command.split(" "))).contains(line).doesNotContainPattern("(?<!kubectl )\\bhot-reload [a-z]");
    }

    @Test
    void a_mistake_names_what_people_type() {
        assertThat(plugin("review", "--no-such-option")).contains("kubectl hot-reload review");
    }

    @Test
    void the_plugins_completion_is_a_program_that_kubectl_runs() {
        assertThat(plugin("completion")).startsWith("#!/usr/bin/env bash\n").endsWith("echo :0\n");
    }

    @Test
    void without_kubectl_nothing_is_renamed() {
        CommandLine root = RootCommand.commandLine(Map.of());
        assertThat(InvokedAs.of(root)).isEqualTo(InvokedAs.PROGRAM);
        assertThat(root.getUsageMessage()).startsWith("Usage: hot-reload [");
    }
}
