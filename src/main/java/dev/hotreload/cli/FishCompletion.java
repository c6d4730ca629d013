package dev.hotreload.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The script of {@code complete} commands by which fish completes (fishshell.com, complete). */
final class FishCompletion {

    private final String program;
    private final StringJoiner script = new StringJoiner("\n", "", "\n");

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandLine root) {
        FishCompletion fish = new FishCompletion(root.getCommandName());
        // Nothing but what follows: without it fish offers files everywhere.
        fish.script.add("complete -c " + fish.program + " -f");
        root.getSubcommands().forEach((name, command) -> fish.command(name, command.getCommandSpec()));
        return fish.script.toString();
    }

    private void command(String name, CommandSpec command) {
        if (command.usageMessage().hidden()) {
            return;
        }
        script.add("complete -c " + program + " -n __fish_use_subcommand -a " + name + " -d "
                + quoted(String.join(" ", command.usageMessage().description())));
        String within = " -n '__fish_seen_subcommand_from " + name + "'";
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> option(within, option));
        command.positionalParameters().forEach(parameter -> positional(within, parameter));
    }

    private void option(String within, OptionSpec option) {
        StringBuilder line = new StringBuilder("complete -c " + program + within);
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            line.append(isFile(option) ? " -r -F" : " -x");
        }
        line.append(candidates(option)).append(" -d ").append(quoted(String.join(" ", option.description())));
        script.add(line);
    }

    private void positional(String within, PositionalParamSpec parameter) {
        if (isFile(parameter)) {
            script.add("complete -c " + program + within + " -F");
        } else if (!candidates(parameter).isEmpty()) {
            script.add("complete -c " + program + within + candidates(parameter));
        }
    }

    private String candidates(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().equals("--context")) {
            return " -a '(" + program + " " + ContextsCommand.NAME + " -- \"\" (commandline -opc) 2>/dev/null)'";
        }
        if (argument.completionCandidates() == null) {
            return "";
        }
        List<String> words = StreamSupport.stream(
                        argument.completionCandidates().spliterator(), false)
                .toList();
        return words.isEmpty() ? "" : " -a " + quoted(String.join(" ", words));
    }

    private static boolean isFile(ArgSpec argument) {
        Class<?> type = argument.auxiliaryTypes()[0];
        return type == Path.class || type == File.class;
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
