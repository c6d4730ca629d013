package dev.hotreload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * The man pages are generated from the commands: {@code src/man/*.adoc} by picocli, {@code docs/man/*.1} from those by
 * {@code mvn -Pman generate-resources}. With -Dgolden.refresh the first are written, and the test fails all the same.
 */
class ManPageTest {

    private static final Path PAGES = Path.of("docs/man");
    private static final Path SOURCES = Path.of("src/man");

    @TempDir
    Path folder;

    private static List<CommandLine> commands() {
        CommandLine root = RootCommand.commandLine(Map.of());
        List<CommandLine> commands = new ArrayList<>(List.of(root));
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .forEach(commands::add);
        return commands;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_pages_match_the_commands() throws IOException {
        ManPageGenerator.generateManPage(
                folder.toFile(),
                null,
                new boolean[0],
                false,
                commands().stream().map(CommandLine::getCommandSpec).toArray(CommandLine.Model.CommandSpec[]::new));
        Map<String, String> kept = new TreeMap<>();
        Map<String, String> pages = new TreeMap<>();
        for (Path made : files(folder, ".adoc")) {
            String name = made.getFileName().toString();
            String page = withSections(command(name), withPlainBrackets(Files.readString(made)))
                    .replaceAll("(?m)[ \\t]+$", "");
            Path file = SOURCES.resolve(name);
            kept.put(name, Files.exists(file) ? Files.readString(file) : "");
            pages.put(name, page);
            if (System.getProperty("golden.refresh") != null) {
                Files.writeString(file, page);
            }
        }
        assertThat(kept).isEqualTo(pages);
        assertThat(files(SOURCES, ".adoc")).hasSameSizeAs(pages.keySet());
    }

    private static CommandLine command(String file) {
        return commands().stream()
                .filter(command -> file.equals(command.getCommandSpec().qualifiedName("-") + ".adoc"))
                .findFirst()
                .orElseThrow();
    }

    /** The lines of a command's help after its options, as sections: what they hold, by their headings. */
    private static Map<String, List<String>> sections(CommandLine command) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        sections.put("Examples", lines);
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.endsWith(":") && !line.startsWith(" ")) {
                lines = new ArrayList<>();
                sections.put(line.substring(0, line.length() - 1), lines);
            } else if (!line.isEmpty()) {
                lines.add(line.replace("%%", "%"));
            }
        }
        return sections;
    }

    /** picocli puts all that follows the exit codes into one section, without its line breaks. */
    private static String withSections(CommandLine command, String page) {
        String mark = "// tag::picocli-generated-man-section-footer[]\n";
        StringBuilder made = new StringBuilder(page.substring(0, page.indexOf(mark) + mark.length()));
        sections(command).forEach((heading, lines) -> {
            String text = lines.stream().map(line -> line.substring(2)).collect(Collectors.joining("\n"));
            boolean prose = heading.equals("See also");
            made.append("== ").append(heading).append("\n\n");
            made.append(prose ? text + "\n\n" : "....\n" + text + "\n....\n\n");
        });
        made.append(page.substring(page.indexOf("// end::picocli-generated-man-section-footer[]")));
        return made.toString().replace("==  Exit codes:\n", "== Exit Status\n");
    }

    /** A page without the marks of roff, as text in one line. */
    private static String plain(String page) {
        return page.replaceAll("(?m)^\\.[A-Za-z].*$", "")
                .replace("\\(aq", "'")
                .replace("\\(cq", "'")
                .replace("\\(rs", "")
                .replace("\\*(Aq", "'")
                .replace("\\(bu", "")
                .replaceAll("\\\\f[A-Z]", "")
                .replace("\\&", "")
                .replace("\\", "")
                .replaceAll("\\s+", " ");
    }

    @Test
    void a_page_says_what_the_help_says_and_has_the_sections_of_a_page() throws IOException {
        for (CommandLine command : commands()) {
            String name = command.getCommandSpec().qualifiedName("-");
            String raw = Files.readString(PAGES.resolve(name + ".1"));
            String page = plain(raw);
            assertThat(raw)
                    .as(name)
                    .contains(".SH \"EXIT STATUS\"", ".SH \"EXAMPLES\"", ".SH \"ENVIRONMENT\"", ".SH \"SEE ALSO\"");
            assertThat(raw).as(name).contains(".SH \"FILES\"");
            for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
                if (!option.hidden()) {
                    assertThat(page).as(name).contains(plain(String.join(" ", option.description())));
                }
            }
            command.getCommandSpec()
                    .usageMessage()
                    .exitCodeList()
                    .forEach((code, meaning) -> assertThat(page).as(name).contains(code + " " + plain(meaning)));
            sections(command)
                    .values()
                    .forEach(lines -> lines.forEach(line ->
                            assertThat(page).as(name).contains(plain(line).strip())));
            String help = command.getUsageMessage();
            sections(command).forEach((heading, lines) -> {
                assertThat(lines).as(name + " " + heading).isNotEmpty();
                assertThat(help).as(name).contains(heading + ":");
                assertThat(lines).as(name).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
            });
        }
    }

    /**
     * Asciidoctor reads {@code [text]_} as the role of what follows, and swallows it: in the synopsis brackets are
     * text.
     */
    private static String withPlainBrackets(String page) {
        int start = page.indexOf("== Synopsis");
        int end = page.indexOf("// end::picocli-generated-man-section-synopsis[]");
        String synopsis = page.substring(start, end)
                .replace("[", "{startsb}")
                .replace("]", "{endsb}")
                // Single marks work between white space only.
                .replace("*", "**")
                .replace("_", "__");
        return page.substring(0, start) + synopsis + page.substring(end);
    }

    @Test
    void the_synopsis_of_a_page_is_that_of_the_help() throws IOException {
        for (CommandLine command : commands()) {
            String name = command.getCommandSpec().qualifiedName("-");
            String page = Files.readString(PAGES.resolve(name + ".1"));
            String rendered = page.substring(page.indexOf(".SH \"SYNOPSIS\""), page.indexOf(".SH \"DESCRIPTION\""))
                    .replaceAll("(?m)^\\.[A-Za-z].*$", "")
                    .replaceAll("\\\\f[A-Z]", "")
                    .replace("\\", "");
            String help = command.getHelp().synopsis(0);
            assertThat(rendered.replaceAll("\\s+", " ").strip())
                    .as(name)
                    .isEqualTo(help.replaceAll("\\s+", " ").strip());
        }
    }

    @Test
    void every_command_knows_help() {
        for (CommandLine command : commands()) {
            String name = command.getCommandName();
            Command help = name.equals("hot-reload") ? Command.run("--help") : Command.run(name, "--help");
            assertThat(help.exitCode()).as(name).isZero();
            assertThat(help.out()).contains("Usage: hot-reload");
            assertThat(help.err()).isEmpty();
        }
    }

    @Test
    void every_option_is_in_the_page_of_its_command() throws IOException {
        for (CommandLine command : commands()) {
            String name = command.getCommandSpec().qualifiedName("-");
            String page = Files.readString(PAGES.resolve(name + ".1")).replace("\\-", "-");
            for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
                if (!option.hidden()) {
                    assertThat(page).as(name + ".1").contains(option.longestName());
                }
            }
        }
    }
}
