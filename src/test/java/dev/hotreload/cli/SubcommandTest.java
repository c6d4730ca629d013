package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SubcommandTest {

    @Test
    void a_subcommand_is_added_under_its_own_name() {
        Map<String, CommandLine> all = RootCommand.commandLine(Map.of()).getSubcommands();
        assertThat(all).hasSize(Subcommand.values().length);
        all.forEach((word, command) -> assertThat(command.getCommand()
                        .getClass()
                        .getAnnotation(Command.class)
                        .name())
                .isEqualTo(word));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HELP", "COMPLETION"})
    void a_command_line_that_begins_with_a_subcommand_needs_no_other(Subcommand subcommand) {
        CommandLine all = new CommandLine(CommandLine.Model.CommandSpec.create());
        subcommand.addTo(all);
        String word = all.getSubcommands().keySet().iterator().next();
        assertThat(Subcommand.neededBy(word, "--help")).containsExactly(subcommand);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "completion", "--help", "reveiw", ""})
    void any_other_command_line_needs_all(String first) {
        assertThat(Subcommand.neededBy(first)).containsExactly(Subcommand.values());
        assertThat(Subcommand.neededBy()).containsExactly(Subcommand.values());
    }
}
