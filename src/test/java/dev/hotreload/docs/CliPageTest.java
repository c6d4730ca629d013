package dev.hotreload.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import dev.hotreload.cli.RootCommand;
import dev.hotreload.review.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * docs/cli.md holds the help of every command. With -Dgolden.refresh it is written, and the test fails all the same.
 */
class CliPageTest {

    private static final Path PAGE = Path.of("docs/cli.md");
    private static final String BEGIN = "<!-- commands -->\n";
    private static final String END = "<!-- /commands -->";

    /** Returns the commands that people use, by their names. */
    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands =
                new LinkedHashMap<>(RootCommand.commandLine(Map.of()).getSubcommands());
        commands.remove("help");
        commands.values()
                .removeIf(command -> command.getCommandSpec().usageMessage().hidden());
        return commands;
    }

    private static String help(String... words) {
        Command help = Command.run(words);
        assertThat(help.exitCode()).isZero();
        return "\n## %s\n\n```text\n%s```\n"
                .formatted(
                        String.join(" ", words).replaceFirst("^", "hot-reload ").replace(" --help", ""), help.out());
    }

    private static String helps() {
        StringBuilder helps = new StringBuilder(help("--help"));
        commands().keySet().forEach(name -> helps.append(help(name, "--help")));
        return helps.append('\n').toString();
    }

    @Test
    void the_page_holds_the_help_of_every_command() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String helps = helps();
        if (System.getProperty("golden.refresh") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + helps + page.substring(end));
        }
        assertThat(page.substring(begin, end)).isEqualTo(helps);
    }

    @Test
    void the_table_of_formats_is_that_of_the_code() {
        assertThat(Page.read(PAGE.toString()).column("## Formats", 1))
                .containsExactlyElementsOf(
                        Arrays.stream(Format.values()).map(Format::toString).toList());
    }

    @Test
    void the_table_of_exit_codes_says_what_the_help_of_review_says() {
        Map<String, String> codes =
                commands().get("review").getCommandSpec().usageMessage().exitCodeList();
        Page page = Page.read(PAGE.toString());
        List<String> shown = page.column("## Exit codes of a review", 1);
        List<String> meanings = page.column("## Exit codes of a review", 2);
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        codes.keySet().stream().map(String::strip).toList());
        codes.forEach((code, meaning) ->
                assertThat(meanings.get(shown.indexOf(code.strip()))).startsWith(meaning));
    }

    @Test
    void the_table_of_commands_names_every_command() {
        List<String> names = Page.read(PAGE.toString()).column("## Commands", 1);
        assertThat(names.stream().map(name -> name.replaceAll("\\[(.*)].*", "$1")))
                .containsExactlyElementsOf(commands().keySet());
    }
}
