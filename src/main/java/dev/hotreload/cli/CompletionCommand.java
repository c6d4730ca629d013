package dev.hotreload.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload completion}. */
@Command(
        name = "completion",
        description = "Print a script that completes commands, options, formats, codes, contexts and paths.",
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  source <(hot-reload completion bash)",
            "  source <(hot-reload completion zsh)",
            "  hot-reload completion fish | source"
        })
final class CompletionCommand implements Runnable {

    /** What picocli generates for an option whose values it does not know, and what to do for contexts instead. */
    private static final String NOTHING_FOR_CONTEXT = "'--context')\n      return";

    private static final String CONTEXTS = """
            '--context')
                  local IFS=$'\\n'
                  COMPREPLY=( $(compgen -W "$(kubectl config get-contexts -o name 2>/dev/null)" -- "${curr_word}") )
                  return""";

    enum Shell {
        bash,
        zsh,
        fish
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish. Default: bash.")
    private Shell shell = Shell.bash;

    @Override
    public void run() {
        var root = spec.root().commandLine();
        String script = switch (shell) {
            case bash, zsh ->
                AutoComplete.bash(spec.root().name(), root).replace(NOTHING_FOR_CONTEXT, CONTEXTS.stripIndent());
            case fish -> FishCompletion.of(root);
        };
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
    }
}
