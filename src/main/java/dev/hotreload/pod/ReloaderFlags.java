package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import java.util.List;

/** The flags of a reloader: written in Go, it takes each with one dash or two, as one token or as two. */
final class ReloaderFlags {

    private final List<CommandLine> commandLines;

    /** Reads the arguments of all programs that a container starts, those in shell lines among them. */
    ReloaderFlags(Invocation invocation) {
        commandLines = invocation.calls().map(ProgramCall::commandLine).toList();
    }

    List<Argument> values(String name) {
        return commandLines.stream()
                .flatMap(line -> line.values("--" + name, "-" + name).stream())
                .toList();
    }

    /** Returns the last value, which wins where a flag is not meant to be repeated. */
    Argument last(String name, String otherwise) {
        List<Argument> values = values(name);
        return values.isEmpty() ? Argument.of(otherwise) : values.get(values.size() - 1);
    }

    boolean has(String name) {
        return commandLines.stream().anyMatch(line -> line.has("--" + name, "-" + name));
    }
}
