package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import java.util.ArrayList;
import java.util.List;

/** The flags of a reloader: written in Go, it takes each with one dash or two, as one token or as two. */
final class ReloaderFlags {

    private final List<CommandLine> commandLines;

    /** Reads the arguments of all programs that a container starts, those in shell lines among them. */
    ReloaderFlags(Invocation invocation) {
        commandLines = invocation.commandLines();
    }

    List<Argument> values(ReloaderFlag flag) {
        List<Argument> values = new ArrayList<>();
        for (CommandLine line : commandLines) {
            values.addAll(line.values(flag.twoDashes(), flag.oneDash()));
        }
        return values;
    }

    /** Returns the last value, which wins where a flag is not meant to be repeated. */
    Argument last(ReloaderFlag flag, String otherwise) {
        List<Argument> values = values(flag);
        return values.isEmpty() ? Argument.of(otherwise) : values.get(values.size() - 1);
    }

    boolean has(ReloaderFlag flag) {
        for (CommandLine line : commandLines) {
            if (line.has(flag.twoDashes(), flag.oneDash())) {
                return true;
            }
        }
        return false;
    }
}
