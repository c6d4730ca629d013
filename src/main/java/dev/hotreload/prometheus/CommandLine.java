package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line as kingpin reads it: {@code --flag=value} or two arguments, {@code --} ends the flags, {@code @file}
 * stands for the lines of a file. Source: github.com/alecthomas/kingpin/v2 parser.go, {@code ParseContext.Next}.
 *
 * @param arguments all arguments behind the program's name, in their order
 */
public record CommandLine(List<Argument> arguments) {

    private static final Pattern VERSION_1_FLAG = Pattern.compile("-[a-z][a-z0-9-]*\\.");

    public CommandLine {
        arguments = List.copyOf(arguments);
    }

    /** Returns how this command line treats the flag. */
    public FlagState state(ManagedFlag flag) {
        List<Argument> flags = flags();
        FlagState state = FlagState.ABSENT;
        for (int i = 0; i < flags.size(); i++) {
            FlagState found =
                    stateOf(flags.get(i), i + 1 < flags.size() ? flags.subList(i + 1, i + 2) : List.of(), flag);
            state = found.compareTo(state) > 0 ? found : state;
        }
        return state;
    }

    private static FlagState stateOf(Argument argument, List<Argument> next, ManagedFlag flag) {
        if (argument.startsWith(flag.argument() + "=")) {
            return FlagState.INVALID;
        }
        if (argument.is(flag.argument())) {
            return next.stream().anyMatch(CommandLine::isBareWord) ? FlagState.INVALID : FlagState.SET;
        }
        if (argument.is(flag.negation()) || argument.startsWith(flag.negation() + "=")) {
            return FlagState.NEGATED;
        }
        return FlagState.ABSENT;
    }

    /** Returns the values given to a flag, spelt with its dashes, whether as {@code --flag=value} or as two arguments. */
    public List<Argument> values(String... spellings) {
        List<Argument> flags = flags();
        List<Argument> values = new ArrayList<>();
        for (int i = 0; i < flags.size(); i++) {
            Argument argument = flags.get(i);
            for (String spelling : spellings) {
                if (argument.startsWith(spelling + "=")) {
                    values.add(argument.substring(spelling.length() + 1));
                } else if (argument.is(spelling) && i + 1 < flags.size() && isValue(flags.get(i + 1))) {
                    values.add(flags.get(i + 1));
                }
            }
        }
        return values;
    }

    /** Returns whether a flag, spelt with its dashes, is given, with or without a value. */
    public boolean has(String... spellings) {
        return flags().stream()
                .anyMatch(argument -> Arrays.stream(spellings)
                        .anyMatch(spelling -> argument.is(spelling) || argument.startsWith(spelling + "=")));
    }

    /** Returns whether a flag whose spelling begins so is given. */
    public boolean hasFlagBeginning(String prefix) {
        return flags().stream().anyMatch(argument -> argument.startsWith(prefix));
    }

    /** Returns whether {@code --} ends the flags: what follows is no flag any more. */
    public boolean isTerminated() {
        return flags().size() < arguments.size();
    }

    /** Returns whether an argument stands for the lines of a file. */
    public boolean hasArgumentFile() {
        return hasFlagBeginning("@");
    }

    /**
     * Returns whether a reference may turn out to be one of these flags, its {@code --no-} form, or {@code --}. A
     * reference behind {@code --other.flag=} cannot.
     */
    public boolean mayHide(Set<ManagedFlag> managed) {
        return flags().stream()
                .filter(argument -> !argument.isKnown())
                .anyMatch(argument -> argument.couldBe("--")
                        || managed.stream()
                                .anyMatch(flag ->
                                        argument.couldBe(flag.argument()) || argument.couldBe(flag.negation())));
    }

    /** Returns whether it is written for Prometheus 1.x, whose flags have one dash: {@code -storage.local.path}. */
    public boolean isForPrometheus1() {
        return flags().stream()
                .anyMatch(argument -> VERSION_1_FLAG.matcher(argument.text()).lookingAt());
    }

    /**
     * Returns whether Prometheus would run as an agent, or may do so: {@code --agent}, {@code agent} among the values of
     * {@code --enable-feature}, or a flag of the agent's storage. Source: Prometheus cmd/prometheus/main.go,
     * {@code setFeatureListOptions} and {@code agentOnlyFlag}.
     */
    public boolean isAgent() {
        if (has("--agent") || hasFlagBeginning("--storage.agent.")) {
            return true;
        }
        // A server refuses the agent's flags and the agent a server's, so one of these proves a server.
        boolean server = hasFlagBeginning("--storage.tsdb.");
        return values("--enable-feature").stream()
                .anyMatch(value ->
                        Arrays.asList(value.text().split(",")).contains("agent") || (!value.isKnown() && !server));
    }

    private List<Argument> flags() {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).is("--")) {
                return arguments.subList(0, i);
            }
        }
        return arguments;
    }

    private static boolean isValue(Argument argument) {
        return !argument.startsWith("-") || argument.is("-");
    }

    /** A bare word is an argument that is surely neither a flag nor a file of arguments. */
    private static boolean isBareWord(Argument argument) {
        boolean beginsKnown = argument.isKnown() || !argument.couldBe("--");
        return beginsKnown && isValue(argument) && !argument.startsWith("@");
    }
}
