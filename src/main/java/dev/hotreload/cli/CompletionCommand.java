package dev.hotreload.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
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
                  COMPREPLY=( $("${COMP_WORDS[0]}" __contexts -- "${curr_word}" "${COMP_WORDS[@]}" 2>/dev/null) )
                  return""";

    /**
     * How the script ends: where the function has nothing to offer, the shell's own completion of files follows.
     *
     * <p>The function switches that off for words that are not files, which only bash understands. In zsh it never
     * follows: the function offers files itself.
     */
    private static final String REGISTRATION =
            "complete -F _complete_hot-reload -o default hot-reload hot-reload.sh hot-reload.bash";

    private static final String REGISTRATION_BY_SHELL = """
            if [ -n "${ZSH_VERSION:-}" ]; then
              complete -F _complete_hot-reload hot-reload
            else
              complete -F _complete_hot-reload -o default hot-reload
            fi""";

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
        CommandLine root = spec.root().commandLine();
        String script = switch (InvokedAs.of(root)) {
            case KUBECTL_PLUGIN -> KubectlCompletion.of(bash(root));
            case PROGRAM -> script(root);
        };
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
    }

    private String script(CommandLine root) {
        return switch (shell) {
            case bash, zsh -> bash(root);
            case fish -> FishCompletion.of(root);
        };
    }

    private static String bash(CommandLine root) {
        return AutoComplete.bash("hot-reload", root)
                .replace(NOTHING_FOR_CONTEXT, CONTEXTS.stripIndent())
                .replace(REGISTRATION, REGISTRATION_BY_SHELL);
    }
}
