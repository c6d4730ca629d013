package dev.hotreload;

import dev.hotreload.config.InvalidConfigException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command {@code hot-reload}. */
@Command(
        name = "hot-reload",
        description = "Makes Prometheus on Kubernetes reload its configuration without a restart.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        // Every command knows --help.
        scope = ScopeType.INHERIT,
        subcommands = {
            ServeCommand.class,
            ReviewCommand.class,
            FixCommand.class,
            FilterCommand.class,
            FnCommand.class,
            CheckCommand.class,
            ReadyCommand.class,
            ReloadCommand.class,
            ExplainCommand.class,
            CompletionCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class HotReload {

    private static final int FAILED = 2;

    private HotReload() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** Returns the command, whose options may come from the environment too. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new HotReload());
        // Manifests are UTF-8 whatever the locale: what comes in must come out.
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(environment));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
            boolean expected = e instanceof InvalidConfigException;
            command.getErr()
                    .println(expected ? e.getMessage() : "hot-reload failed by a bug of ours: " + e.getClass() + ".");
            return FAILED;
        });
        return commandLine;
    }
}
