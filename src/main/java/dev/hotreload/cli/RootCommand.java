package dev.hotreload.cli;

import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.WrappedLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command {@code hot-reload}. */
@Command(
        name = "hot-reload",
        description = "Makes Prometheus on Kubernetes reload its configuration without a restart.",
        versionProvider = BuildVersion.class,
        mixinStandardHelpOptions = true,
        // Every command knows --help.
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  helm template prometheus ./chart | hot-reload review -",
            "  hot-reload fix deploy/",
            "  hot-reload check",
            "  hot-reload explain 403"
        })
public final class RootCommand {

    private RootCommand() {}

    /**
     * Returns the command, whose options may also come from the environment.
     *
     * @param arguments that it will be executed with: it knows no other subcommand than the one that they begin with,
     *     and all if they do not begin with one
     */
    public static CommandLine commandLine(Map<String, String> environment, String... arguments) {
        return commandLine(environment, new FileOutputStream(FileDescriptor.out), arguments);
    }

    static CommandLine commandLine(Map<String, String> environment, OutputStream out, String... arguments) {
        CheckedOutput checked = new CheckedOutput(out);
        CommandLine commandLine = new CommandLine(new RootCommand());
        Subcommand.neededBy(arguments).forEach(needed -> needed.addTo(commandLine));
        // Manifests are UTF-8 whatever the locale: what comes in must come out.
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(checked, StandardCharsets.UTF_8), true));
        commandLine.setErr(new PrintWriter(
                new WrappedLines(
                        new OutputStreamWriter(System.err, StandardCharsets.UTF_8), () -> TextWidth.of(Terminal.ERROR)),
                true));
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
        HelpSections.complete(commandLine);
        commandLine.setParameterExceptionHandler(new UsageErrors());
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> LastResort.handle(e, command.getErr()));
        commandLine.setExecutionStrategy(new LastResort(checked));
        InvokedAs.byLauncher().rename(commandLine);
        return commandLine;
    }
}
