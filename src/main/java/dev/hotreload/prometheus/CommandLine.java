package dev.hotreload.prometheus;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line as kingpin reads it: {@code --flag=value} or two arguments, {@code --} ends the flags, {@code @file}
 * stands for the lines of a file. Source: github.com/alecthomas/kingpin/v2 parser.go, {@code ParseContext.Next}.
 */
public final class CommandLine {

    private final List<Argument> flags;
    private final boolean terminated;

    /**
     * Reads a command line.
     *
     * @param arguments all arguments after the program's name, in their order
     */
    public CommandLine(List<Argument> arguments) {
        int end = 0;
        while (end < arguments.size() && !arguments.get(end).is("--")) {
            end++;
        }
        flags = List.copyOf(arguments.subList(0, end));
        terminated = end < arguments.size();
    }

    /** Returns how this command line treats the flag. */
    public FlagState state(BooleanFlag flag) {
        FlagState state = FlagState.ABSENT;
        for (int i = 0; i < flags.size(); i++) {
            FlagState found = stateAt(i, flag);
            state = found.compareTo(state) > 0 ? found : state;
        }
        return state;
    }

    private FlagState stateAt(int index, BooleanFlag flag) {
        Argument argument = flags.get(index);
        if (argument.startsWith(flag.argument())) {
            if (argument.hasValueOf(flag.argument())) {
                return FlagState.INVALID;
            }
            if (argument.is(flag.argument())) {
                boolean word = index + 1 < flags.size() && isBareWord(flags.get(index + 1));
                return word ? FlagState.INVALID : FlagState.SET;
            }
        }
        boolean negated = argument.is(flag.negation()) || argument.hasValueOf(flag.negation());
        return negated ? FlagState.NEGATED : FlagState.ABSENT;
    }

    /**
     * Returns the values given to a flag, spelt with its dashes, whether as {@code --flag=value} or as two arguments.
     */
    public List<Argument> values(String... spellings) {
        List<Argument> values = new ArrayList<>();
        for (int i = 0; i < flags.size(); i++) {
            Argument argument = flags.get(i);
            for (String spelling : spellings) {
                if (argument.hasValueOf(spelling)) {
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
        for (Argument argument : flags) {
            for (String spelling : spellings) {
                if (argument.is(spelling) || argument.hasValueOf(spelling)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether a flag whose spelling begins so is given. */
    public boolean hasFlagBeginning(String prefix) {
        for (Argument argument : flags) {
            if (argument.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether {@code --} ends the flags: no argument after it is a flag. */
    public boolean isTerminated() {
        return terminated;
    }

    /** Returns whether an argument stands for the lines of a file. */
    public boolean hasArgumentFile() {
        return hasFlagBeginning("@");
    }

    /** Returns whether Prometheus exits because an argument is not formed as kingpin and its parsers need it. */
    public boolean isMalformed() {
        for (int i = 0; i < flags.size(); i++) {
            if (MalformedArguments.isMalformed(flags, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a reference may turn out to be one of these flags, its {@code --no-} form, or {@code --}. A
     * reference after {@code --other.flag=} cannot.
     */
    public boolean mayHide(List<BooleanFlag> wanted) {
        for (Argument argument : flags) {
            if (!argument.isKnown() && (argument.couldBe("--") || couldBeAny(argument, wanted))) {
                return true;
            }
        }
        return false;
    }

    private static boolean couldBeAny(Argument argument, List<BooleanFlag> wanted) {
        return wanted.stream().anyMatch(flag -> argument.couldBe(flag.argument()) || argument.couldBe(flag.negation()));
    }

    /** Returns whether it is written for Prometheus 1.x, whose flags have one dash: {@code -storage.local.path}. */
    public boolean isForPrometheus1() {
        for (Argument argument : flags) {
            if (isVersion1Flag(argument)) {
                return true;
            }
        }
        return false;
    }

    /** One dash, a lower-case letter, then letters, digits and dashes up to a dot. */
    private static boolean isVersion1Flag(Argument argument) {
        if (!argument.startsWith("-") || argument.startsWith("--")) {
            return false;
        }
        String text = argument.text();
        int index = 1;
        while (index < text.length() && isNameCharacter(text.charAt(index), index == 1)) {
            index++;
        }
        return index > 1 && index < text.length() && text.charAt(index) == '.';
    }

    private static boolean isNameCharacter(char c, boolean first) {
        boolean letter = c >= 'a' && c <= 'z';
        return letter || (!first && (c == '-' || (c >= '0' && c <= '9')));
    }

    /** Returns whether a flag is given that only the storage of Prometheus 2 and later has. */
    public boolean hasStorageFlag() {
        return hasFlagBeginning("--storage.tsdb.") || hasFlagBeginning("--storage.agent.");
    }

    /**
     * Returns whether Prometheus runs as an agent, or may do so: {@code --agent}, {@code agent} among the values of
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
                .anyMatch(value -> hasListItem(value.text(), "agent") || (!value.isKnown() && !server));
    }

    /** Returns whether a list with commas holds this item, without a copy of each. */
    private static boolean hasListItem(String list, String item) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            if (end - start == item.length() && list.startsWith(item, start)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    static boolean isValue(Argument argument) {
        return !argument.startsWith("-") || argument.is("-");
    }

    /** A bare word is an argument that is certainly neither a flag nor a file of arguments. */
    private static boolean isBareWord(Argument argument) {
        boolean beginsKnown = argument.isKnown() || !argument.couldBe("--");
        return beginsKnown && isValue(argument) && !argument.startsWith("@");
    }
}
