package dev.hotreload.cli;

import dev.hotreload.usage.SafeText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line: the error, the nearest guess, and where the help is. */
final class UsageErrors implements IParameterExceptionHandler {

    private static final int MOST_GUESSES = 3;

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String message = SafeText.line(String.valueOf(e.getMessage()));
        command.getErr().println(message.endsWith(".") || message.endsWith("?") ? message : message + ".");
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> guesses =
                    unmatched.getSuggestions().stream().limit(MOST_GUESSES).toList();
            if (!guesses.isEmpty()) {
                command.getErr().println("Did you mean " + SafeText.line(String.join(" or ", guesses)) + "?");
            }
        }
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        command.getErr().flush();
        return ExitCode.ERROR;
    }
}
