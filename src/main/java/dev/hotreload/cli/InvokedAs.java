package dev.hotreload.cli;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How people type the command: usage, examples and completion say the same. */
enum InvokedAs {
    PROGRAM("hot-reload"),
    /** Kubectl finds the plugin under the name {@code kubectl-hot_reload}. */
    KUBECTL_PLUGIN("kubectl hot-reload");

    /** Set by the launcher, which knows the name under which it was started. */
    private static final String PROPERTY = "hot-reload.command";

    private static final Pattern EXAMPLE = Pattern.compile("(?<![\\w-])hot-reload (?=[a-z])");

    private final String command;

    InvokedAs(String command) {
        this.command = command;
    }

    static InvokedAs byLauncher() {
        return KUBECTL_PLUGIN.command.equals(System.getProperty(PROPERTY)) ? KUBECTL_PLUGIN : PROGRAM;
    }

    static InvokedAs of(CommandLine root) {
        return KUBECTL_PLUGIN.command.equals(root.getCommandName()) ? KUBECTL_PLUGIN : PROGRAM;
    }

    /** Renames the command, and in the examples of all its subcommands too. */
    void rename(CommandLine root) {
        root.setCommandName(command);
        root.getSubcommands().values().forEach(subcommand -> rename(subcommand.getCommandSpec()));
    }

    private void rename(CommandSpec subcommand) {
        UsageMessageSpec usage = subcommand.usageMessage();
        usage.description(renamed(usage.description()));
        usage.footer(renamed(usage.footer()));
        if (this == KUBECTL_PLUGIN && subcommand.userObject() instanceof CompletionCommand) {
            usage.description(KubectlCompletion.DESCRIPTION);
        }
    }

    private String[] renamed(String[] lines) {
        String[] renamed = lines.clone();
        for (int i = 0; i < lines.length; i++) {
            renamed[i] = EXAMPLE.matcher(lines[i]).replaceAll(command + " ");
        }
        return renamed;
    }
}
