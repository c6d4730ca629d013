package dev.hotreload.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the help and the man page of every command say besides its own annotation: exit codes, files, variables of the
 * environment, and related commands. A line without an indent that ends with a colon begins a section of the page.
 */
final class HelpSections {

    private static final int IN_A_LINE = 3;
    private static final String EXIT_CODES = "%nExit codes:%n";

    private static final Map<String, String> RELATED = Map.ofEntries(
            Map.entry("serve", "check, ready, replay, explain"),
            Map.entry("review", "fix, filter, explain, check"),
            Map.entry("fix", "review, filter"),
            Map.entry("filter", "fix, fn, review"),
            Map.entry("fn", "filter, fix"),
            Map.entry("check", "review, explain, version, ready"),
            Map.entry("scan", "review, check"),
            Map.entry("ready", "check, serve"),
            Map.entry("reload", "explain, review"),
            Map.entry("replay", "serve, explain"),
            Map.entry("policy", "review, serve, explain"),
            Map.entry("explain", "review, check, reload"),
            Map.entry("example", "serve, review"),
            Map.entry("completion", "help"),
            Map.entry("version", "check"),
            Map.entry("help", "completion"));

    /** The launcher starts these without a cache of classes. */
    private static final Set<String> RUN_FOR_LONG = Set.of("serve", "scan");

    private HelpSections() {}

    /** Completes the help of a command and of its subcommands. */
    static void complete(CommandLine root) {
        complete(root.getCommandSpec());
        root.getSubcommands().values().forEach(command -> complete(command.getCommandSpec()));
    }

    private static void complete(CommandSpec command) {
        UsageMessageSpec help = command.usageMessage();
        help.exitCodeListHeading(EXIT_CODES);
        if (help.exitCodeList().isEmpty()) {
            Map<String, String> codes = new LinkedHashMap<>();
            codes.put("0", "done");
            codes.put("2", "bad usage, or the output cannot be written");
            help.exitCodeList(codes);
        }
        List<String> footer = new ArrayList<>(List.of(help.footer()));
        add(footer, "Files:", files(command));
        add(footer, "Environment:", environment(command));
        add(footer, "See also:", lines(related(command)));
        help.footer(footer.toArray(String[]::new));
    }

    private static void add(List<String> footer, String heading, List<String> lines) {
        footer.add("");
        footer.add(heading);
        footer.add("");
        footer.addAll(lines);
    }

    private static List<String> files(CommandSpec command) {
        List<String> lines = new ArrayList<>();
        if (command.findOption("--exclude") != null) {
            lines.add("  .hotreloadignore  in a folder or above it: paths to skip, as in .gitignore");
        }
        if (command.findOption("--kubeconfig") != null) {
            lines.add("  ~/.kube/config    contexts, where no option or variable names another file");
        }
        if (!RUN_FOR_LONG.contains(command.name())) {
            lines.add("  ~/.cache/prometheus-hot-reload  what makes the next start faster");
        }
        return lines;
    }

    private static List<String> environment(CommandSpec command) {
        List<String> lines = new ArrayList<>();
        example(command)
                .map(OptionSpec::longestName)
                .ifPresent(option -> lines.add(
                        "  HOT_RELOAD_...  any option: " + EnvironmentDefaults.variable(option) + " is " + option));
        if (command.findOption("--kubeconfig") != null) {
            lines.add("  KUBECONFIG      files of contexts, as kubectl reads them");
        }
        if (command.findOption("--color") != null) {
            lines.add("  NO_COLOR        switches colours off, unless --color=always is given");
        }
        lines.add("  JAVA_HOME       the Java that runs the command");
        return lines;
    }

    /** Returns an option that takes a value, the first by name. */
    private static Optional<OptionSpec> example(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden() && option.arity().max() > 0)
                .filter(option -> !option.longestName().equals("--color"))
                .min((a, b) -> a.longestName().compareTo(b.longestName()));
    }

    private static List<String> related(CommandSpec command) {
        List<String> pages = new ArrayList<>();
        if (command.parent() == null) {
            command.subcommands().forEach((name, subcommand) -> {
                if (!subcommand.getCommandSpec().usageMessage().hidden()) {
                    pages.add(name);
                }
            });
        } else {
            pages.add("");
            pages.addAll(List.of(RELATED.getOrDefault(command.name(), "help").split(", ", -1)));
        }
        return pages.stream()
                .map(name -> "hot-reload" + (name.isEmpty() ? "" : "-" + name) + "(1)")
                .toList();
    }

    /** Returns words as lines of a terminal, separated by commas. */
    private static List<String> lines(List<String> words) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < words.size(); i += IN_A_LINE) {
            int end = Math.min(words.size(), i + IN_A_LINE);
            lines.add("  " + String.join(", ", words.subList(i, end)) + (end < words.size() ? "," : ""));
        }
        return lines;
    }
}
