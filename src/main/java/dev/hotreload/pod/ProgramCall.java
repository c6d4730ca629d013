package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import java.util.List;

/**
 * A program and the arguments that reach it.
 *
 * @param program its base name; empty when the image's own entry point is called
 * @param arguments after the program's name
 */
record ProgramCall(String program, List<Argument> arguments) {

    /** Reads the words of a command, whose launchers pass the rest on. */
    static ProgramCall of(List<Argument> argv) {
        int index = Launcher.programIn(argv);
        return index == argv.size()
                ? new ProgramCall("", List.of())
                : new ProgramCall(Invocation.baseName(argv.get(index)), argv.subList(index + 1, argv.size()));
    }

    CommandLine commandLine() {
        return new CommandLine(arguments);
    }
}
