package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.ImageName;
import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a container is started: its effective argv, {@code command} then {@code args} after the kubelet's expansion, and
 * the commands in its shell lines. What costs work is read when it is asked for, and once.
 */
final class Invocation {

    private final Container container;
    private final WorkBudget budget;
    private final List<Argument> command;
    private final List<Argument> args;
    private final List<Argument> argv;
    private final ProgramCall main;
    private final List<String> baseNames;
    private final boolean otherProgram;
    private @Nullable Environment environment;
    private @Nullable List<List<Argument>> shellCommands;
    private @Nullable List<ProgramCall> calls;
    private @Nullable List<CommandLine> commandLines;

    Invocation(Container container, WorkBudget budget) {
        this.container = container;
        this.budget = budget;
        command = expand(container.getCommand());
        args = expand(container.getArgs());
        argv = joined(command, args);
        main = hasCommand() ? ProgramCall.of(argv) : new ProgramCall("", argv);
        String image = ImageName.parse(imageText()).baseName();
        baseNames = hasCommand()
                ? List.of(image, main.program(), baseName(command.get(0)))
                : List.of(image, main.program());
        otherProgram = anyOtherProgram(baseNames);
    }

    private static boolean anyOtherProgram(List<String> names) {
        for (String name : names) {
            if (OtherProgram.isNamed(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<Argument> joined(List<Argument> command, List<Argument> args) {
        List<Argument> argv = new ArrayList<>(command.size() + args.size());
        argv.addAll(command);
        argv.addAll(args);
        return Collections.unmodifiableList(argv);
    }

    private List<Argument> expand(List<String> texts) {
        List<Argument> arguments = new ArrayList<>(texts.size());
        for (String text : texts) {
            boolean refers = text.indexOf('$') >= 0;
            arguments.add(refers ? environment().expand(text) : Argument.of(text));
        }
        return arguments;
    }

    /** Returns the container's name; empty when it has none, as in a template that nobody has validated. */
    String name() {
        return Optional.ofNullable(container.getName()).orElse("");
    }

    /** Returns the image as it is written; empty when there is none. */
    String imageText() {
        return Optional.ofNullable(container.getImage()).orElse("");
    }

    boolean hasCommand() {
        return !command.isEmpty();
    }

    boolean hasArgs() {
        return !args.isEmpty();
    }

    List<Argument> argv() {
        return argv;
    }

    Environment environment() {
        if (environment == null) {
            environment = new Environment(container, budget);
        }
        return environment;
    }

    /** Returns what the container runs: the program that its launchers start in the end, or the image's entry point. */
    ProgramCall main() {
        return main;
    }

    /** Returns the commands of all tokens that are shell lines, as words. */
    List<List<Argument>> shellCommands() {
        if (shellCommands == null) {
            List<List<Argument>> commands = new ArrayList<>();
            for (Argument token : argv) {
                if (ShellLine.is(token)) {
                    commands.addAll(ShellLine.commands(token.text(), budget));
                }
            }
            shellCommands = List.copyOf(commands);
        }
        return shellCommands;
    }

    /** Returns the programs that the shell lines start. */
    List<ProgramCall> shellCalls() {
        List<ProgramCall> all = calls();
        return all.subList(1, all.size());
    }

    /** Returns all programs that are started, as far as the pod tells. */
    List<ProgramCall> calls() {
        if (calls == null) {
            List<ProgramCall> started = new ArrayList<>();
            started.add(main);
            shellCommands().forEach(command -> started.add(ProgramCall.of(ShellLine.fromProgram(command))));
            calls = Collections.unmodifiableList(started);
        }
        return calls;
    }

    /** Returns the command lines of all these programs. */
    List<CommandLine> commandLines() {
        if (commandLines == null) {
            List<CommandLine> lines = new ArrayList<>();
            calls().forEach(call -> lines.add(call.commandLine()));
            commandLines = Collections.unmodifiableList(lines);
        }
        return commandLines;
    }

    /** Returns all words by command: the tokens of the argv, and the words of each command in a shell line. */
    List<List<Argument>> commands() {
        List<List<Argument>> commands = new ArrayList<>();
        commands.add(argv);
        commands.addAll(shellCommands());
        return commands;
    }

    /** Returns the base names of the image, of the program that launchers start and of the first one. */
    List<String> baseNames() {
        return baseNames;
    }

    /** Returns whether one of these names is that of a program which is not Prometheus. */
    boolean isOtherProgram() {
        return otherProgram;
    }

    static String baseName(Argument program) {
        String text = program.text();
        return text.substring(text.lastIndexOf('/') + 1);
    }
}
