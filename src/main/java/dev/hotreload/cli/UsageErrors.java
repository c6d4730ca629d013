package dev.hotreload.cli;

import dev.hotreload.usage.NearestWord;
import dev.hotreload.usage.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line: the error, the nearest guess, and where the help is. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String message = SafeText.line(message(e));
        command.getErr().println(message.endsWith(".") || message.endsWith("?") ? message : message + ".");
        mistake(e).flatMap(Mistake::guess).ifPresent(guess -> command.getErr().println("Did you mean " + guess + "?"));
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        command.getErr().flush();
        return ExitCode.ERROR;
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String first = unmatched.getUnmatched().get(0);
            return hasCommands(e) ? "There is no command " + first : "There is one argument too many: " + first;
        }
        if (e.getArgSpec() != null) {
            return String.valueOf(e.getMessage());
        }
        // The help command names a command that it does not know, and no argument.
        if (e.getValue() != null) {
            return "There is no command " + e.getValue();
        }
        return isCommandMissing(e)
                ? "A command is missing, for example " + e.getCommandLine().getCommandName() + " review deploy/"
                : String.valueOf(e.getMessage());
    }

    private static boolean isCommandMissing(ParameterException e) {
        return hasCommands(e) && !(e instanceof UnmatchedArgumentException);
    }

    private static boolean hasCommands(ParameterException e) {
        return !e.getCommandLine().getCommandSpec().subcommands().isEmpty();
    }

    /** A word of the command line, and those of which one was meant. */
    private record Mistake(String written, List<String> known) {

        Optional<String> guess() {
            return NearestWord.of(written, known);
        }
    }

    private static Optional<Mistake> mistake(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            return unmatched.isUnknownOption()
                    ? option(first, e.getCommandLine().getCommandSpec())
                    : command(first, e.getCommandLine());
        }
        if (e.getValue() == null) {
            return Optional.empty();
        }
        return e.getArgSpec() == null
                ? command(e.getValue(), e.getCommandLine())
                : Optional.ofNullable(e.getArgSpec().completionCandidates())
                        .map(known -> new Mistake(
                                e.getValue(),
                                StreamSupport.stream(known.spliterator(), false).toList()));
    }

    /** Short options are too alike to guess one. */
    private static Optional<Mistake> option(String written, CommandSpec command) {
        String name = written.split("=", 2)[0];
        List<String> known = command.optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .toList();
        return name.startsWith("--") ? Optional.of(new Mistake(name, known)) : Optional.empty();
    }

    private static Optional<Mistake> command(String written, CommandLine command) {
        List<String> known = command.getSubcommands().entrySet().stream()
                .filter(one -> !one.getValue().getCommandSpec().usageMessage().hidden())
                .map(one -> one.getKey())
                .toList();
        return Optional.of(new Mistake(written, known));
    }
}
