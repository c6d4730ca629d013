package dev.hotreload.cli;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** The subcommands, in the order of the help. To read the annotations of all takes as long as a short command runs. */
enum Subcommand {
    SERVE("serve", ServeCommand::new),
    REVIEW("review", ReviewCommand::new),
    FIX("fix", FixCommand::new),
    FILTER("filter", FilterCommand::new),
    FN("fn", FnCommand::new),
    CHECK("check", CheckCommand::new),
    SCAN("scan", ScanCommand::new),
    READY("ready", ReadyCommand::new),
    RELOAD("reload", ReloadCommand::new),
    REPLAY("replay", ReplayCommand::new),
    POLICY("policy", PolicyCommand::new),
    EXPLAIN("explain", ExplainCommand::new),
    EXAMPLE("example", ExampleCommand::new),
    COMPLETION("completion", CompletionCommand::new),
    VERSION("version", VersionCommand::new),
    CONTEXTS(ContextsCommand.NAME, ContextsCommand::new),
    HELP("help", HelpCommand::new);

    /** These tell of all the others. */
    private static final Set<Subcommand> WHOLE = EnumSet.of(COMPLETION, HELP);

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // references to constructors hold no state
    private final Supplier<Object> command;

    Subcommand(String word, Supplier<Object> command) {
        this.word = word;
        this.command = command;
    }

    /** Returns the subcommand that the arguments begin with, and all if they do not begin with one. */
    static Set<Subcommand> neededBy(String... arguments) {
        for (Subcommand subcommand : values()) {
            if (arguments.length > 0 && subcommand.word.equals(arguments[0]) && !WHOLE.contains(subcommand)) {
                return EnumSet.of(subcommand);
            }
        }
        return EnumSet.allOf(Subcommand.class);
    }

    void addTo(CommandLine root) {
        root.addSubcommand(word, command.get());
    }
}
