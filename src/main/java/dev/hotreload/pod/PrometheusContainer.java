package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.PrometheusImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container that runs Prometheus.
 *
 * @param name of the container
 * @param position where it stands
 * @param image what its image tells
 * @param commandLine Prometheus' own arguments; of a wrapped server the words behind the program's name
 * @param wrapped whether another program starts Prometheus, so that appended arguments would not reach it
 * @param hasCommand whether {@code command} is given
 * @param hasArgs whether {@code args} is given and not empty
 */
public record PrometheusContainer(
        String name,
        ContainerPosition position,
        PrometheusImage image,
        CommandLine commandLine,
        boolean wrapped,
        boolean hasCommand,
        boolean hasArgs) {

    private static final Set<String> OTHERS = Set.of(
            "alertmanager",
            "thanos",
            "pushgateway",
            "prometheus-operator",
            "prometheus-config-reloader",
            "configmap-reload",
            "k8s-sidecar",
            "prometheus-adapter",
            "prom-label-proxy",
            "vmagent",
            "vmalert",
            "vmauth",
            "grafana",
            "alloy",
            "promtail",
            "loki",
            "mimir",
            "tempo");
    private static final Pattern EXPORTER = Pattern.compile("(prometheus[-_])?(blackbox|snmp|sql)[-_]exporter");

    /** Returns the server in a container, if it is one. */
    static Optional<PrometheusContainer> of(
            Invocation invocation, ContainerPosition position, Map<String, String> labels) {
        if (invocation.baseNames().anyMatch(PrometheusContainer::isOther)) {
            return Optional.empty();
        }
        boolean shellLine = invocation.argv().stream().anyMatch(PrometheusContainer::isShellLine);
        if (!shellLine && !isPrometheus(invocation)) {
            return Optional.empty();
        }
        boolean binary = invocation.program().map("prometheus"::equals).orElse(!shellLine);
        return Optional.of(new PrometheusContainer(
                invocation.name(),
                position,
                PrometheusImage.of(
                        Optional.ofNullable(invocation.container().getImage()).orElse(""), labels),
                binary ? invocation.commandLine() : wrappedCommandLine(invocation.argv()),
                !binary,
                !invocation.command().isEmpty(),
                !invocation.args().isEmpty()));
    }

    private static boolean isOther(String baseName) {
        return OTHERS.contains(baseName) || EXPORTER.matcher(baseName).matches();
    }

    private static boolean isPrometheus(Invocation invocation) {
        boolean named = invocation
                .program()
                .map("prometheus"::equals)
                .orElse(invocation.image().baseName().matches("(.*-)?prometheus"));
        return named
                || invocation.argv().stream()
                        .anyMatch(token -> token.startsWith("--storage.tsdb.") || token.startsWith("--storage.agent."));
    }

    private static boolean isShellLine(Argument token) {
        String text = token.text();
        return !text.startsWith("-")
                && (text.contains("/prometheus ") || text.contains("exec prometheus "))
                && text.contains("--config.file");
    }

    /** Returns the words behind the program's name, so that ports and prefix of a wrapped server can be told as well. */
    private static CommandLine wrappedCommandLine(List<Argument> argv) {
        List<Argument> words = argv.stream()
                .flatMap(token -> isShellLine(token) ? words(token) : Stream.of(token))
                .toList();
        int program = 0;
        while (program < words.size()
                && !Invocation.baseName(words.get(program)).equals("prometheus")) {
            program++;
        }
        return new CommandLine(program < words.size() ? words.subList(program + 1, words.size()) : words);
    }

    private static Stream<Argument> words(Argument line) {
        return Arrays.stream(line.text().trim().split("\\s+")).map(Argument::of);
    }
}
