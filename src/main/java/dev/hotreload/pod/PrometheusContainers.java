package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.PrometheusImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises the containers that run Prometheus. The names of containers prove nothing, nor does {@code --config.file}
 * alone: a flag that a program does not know ends it, so a wrong guess harms a healthy pod.
 */
final class PrometheusContainers {

    private static final String PROMETHEUS = "prometheus";

    private final Map<String, String> labels;

    /** {@code labels} are the pod's. */
    PrometheusContainers(Map<String, String> labels) {
        this.labels = labels;
    }

    /** Returns what a container proves by itself: by its program, a shell line, its arguments or its image. */
    Optional<PrometheusContainer> recognise(Invocation invocation, ContainerPosition position) {
        if (invocation.isOtherProgram()) {
            return Optional.empty();
        }
        ProgramCall main = invocation.main();
        if (main.program().equals(PROMETHEUS)) {
            return container(invocation, position, main.commandLine(), PrometheusContainer.Start.COMMAND);
        }
        if (mayHoldPrometheus(invocation)) {
            Optional<ProgramCall> wrapped = invocation.shellCalls().stream()
                    .filter(PrometheusContainers::startsPrometheus)
                    .findFirst();
            if (wrapped.isPresent()) {
                return container(invocation, position, wrapped.get().commandLine(), PrometheusContainer.Start.WRAPPED);
            }
        }
        if (anyToken(invocation, "--storage.tsdb.") || anyToken(invocation, "--storage.agent.")) {
            return invocation.hasCommand() ? wrapped(invocation, position) : byEntryPoint(invocation, position);
        }
        Optional<ProgramCall> other = withStorageFlag(invocation);
        if (other.isPresent()) {
            return isOneString(invocation)
                    ? byEntryPoint(invocation, position)
                    : container(invocation, position, other.get().commandLine(), PrometheusContainer.Start.WRAPPED);
        }
        PrometheusImage image = PrometheusImage.of(invocation.imageText(), labels);
        boolean named =
                image.isPrometheus() || (image.isNamedAfterPrometheus() && anyToken(invocation, "--web.console."));
        return named && !invocation.hasCommand() ? byEntryPoint(invocation, position) : Optional.empty();
    }

    /**
     * Returns the container as one that an entry script starts, if its image says that Prometheus is in it. That is
     * enough only where nothing else in the pod is Prometheus.
     */
    Optional<PrometheusContainer> byEntryScript(Invocation invocation, ContainerPosition position) {
        boolean image = PrometheusImage.of(invocation.imageText(), labels).isPrometheus();
        return invocation.hasCommand() && image && !invocation.isOtherProgram()
                ? wrapped(invocation, position)
                : Optional.empty();
    }

    private Optional<PrometheusContainer> byEntryPoint(Invocation invocation, ContainerPosition position) {
        return container(
                invocation,
                position,
                new CommandLine(invocation.argv()),
                invocation.hasArgs() ? PrometheusContainer.Start.ENTRY_POINT : PrometheusContainer.Start.IMAGE_COMMAND);
    }

    /** The arguments after Prometheus where it is named, else all after the program that starts it. */
    private Optional<PrometheusContainer> wrapped(Invocation invocation, ContainerPosition position) {
        List<Argument> argv = invocation.argv();
        int program = 1;
        while (program < argv.size() && !isProgram(argv.get(program))) {
            program++;
        }
        int start = program < argv.size() ? program + 1 : 1;
        return container(
                invocation,
                position,
                new CommandLine(argv.subList(start, argv.size())),
                PrometheusContainer.Start.WRAPPED);
    }

    private static boolean isProgram(Argument token) {
        return !token.startsWith("-") && Invocation.baseName(token).equals(PROMETHEUS);
    }

    private Optional<PrometheusContainer> container(
            Invocation invocation,
            ContainerPosition position,
            CommandLine commandLine,
            PrometheusContainer.Start start) {
        return Optional.of(new PrometheusContainer(
                invocation.name(),
                position,
                PrometheusImage.of(invocation.imageText(), labels),
                commandLine,
                start,
                invocation.hasArgs()));
    }

    /** Spares the reading of scripts in which Prometheus does not occur. */
    private static boolean mayHoldPrometheus(Invocation invocation) {
        for (Argument token : invocation.argv()) {
            if (mayHoldPrometheus(token)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHoldPrometheus(Argument token) {
        String text = token.text();
        return ShellLine.is(token)
                && text.contains(PROMETHEUS)
                && (text.contains("--config.file") || text.contains("--storage."));
    }

    private static boolean startsPrometheus(ProgramCall call) {
        return call.program().equals(PROMETHEUS)
                && call.arguments().stream()
                        .anyMatch(word -> word.startsWith("--config.file") || word.startsWith("--storage."));
    }

    /** Returns the program in a shell line, whatever its name, that takes a flag which only Prometheus has. */
    private static Optional<ProgramCall> withStorageFlag(Invocation invocation) {
        return mayHoldStorageFlag(invocation)
                ? invocation.shellCalls().stream()
                        .filter(call -> call.commandLine().hasStorageFlag())
                        .findFirst()
                : Optional.empty();
    }

    private static boolean mayHoldStorageFlag(Invocation invocation) {
        for (Argument token : invocation.argv()) {
            if (ShellLine.is(token) && token.text().contains("--storage.")) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether flags stand in one string where a list of arguments was meant, which no shell reads. */
    private static boolean isOneString(Invocation invocation) {
        return !invocation.hasCommand()
                && invocation.argv().stream().filter(ShellLine::is).allMatch(token -> token.startsWith("-"));
    }

    private static boolean anyToken(Invocation invocation, String prefix) {
        for (Argument token : invocation.argv()) {
            if (token.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
