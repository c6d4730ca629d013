package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.ReloadPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * prometheus-config-reloader, and small reloaders that take the same flags. Source:
 * github.com/prometheus-operator/prometheus-operator cmd/prometheus-config-reloader/main.go.
 */
final class PrometheusConfigReloader {

    private static final String PROGRAM = "config-reloader";
    private static final String DEFAULT_URL = "http://127.0.0.1:9090" + ReloadPath.SUFFIX;
    private static final Set<String> UNITS = Set.of("", "ns", "us", "µs", "ms", "s", "m", "h");

    private static final ReloaderFlag URL = ReloaderFlag.named("reload-url");
    private static final ReloaderFlag METHOD = ReloaderFlag.named("reload-method");
    private static final ReloaderFlag WATCH_INTERVAL = ReloaderFlag.named("watch-interval");

    private PrometheusConfigReloader() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        ReloaderFlags flags = new ReloaderFlags(invocation);
        if (!isNamed(invocation) && !flags.has(URL) && !flags.has(METHOD)) {
            return Optional.empty();
        }
        if (flags.values(WATCH_INTERVAL).stream().anyMatch(PrometheusConfigReloader::isZero)) {
            // It writes the configuration once and ends, as an init container of the operator does.
            return Optional.of(new Reloader.ByHttp(invocation.name(), List.of()));
        }
        if (flags.values(METHOD).stream().anyMatch(method -> method.is("signal"))) {
            return Optional.of(new Reloader.BySignal(invocation.name()));
        }
        List<Argument> urls = flags.values(URL);
        Stream<Argument> called = urls.isEmpty() ? Stream.of(Argument.of(DEFAULT_URL)) : urls.stream();
        return Optional.of(new Reloader.ByHttp(
                invocation.name(),
                called.flatMap(url -> Target.of(url, ReloadMethod.ALLOWED).stream())
                        .toList()));
    }

    private static boolean isNamed(Invocation invocation) {
        for (String name : invocation.baseNames()) {
            if (name.endsWith(PROGRAM)) {
                return true;
            }
        }
        for (ProgramCall call : invocation.shellCalls()) {
            if (call.program().endsWith(PROGRAM)) {
                return true;
            }
        }
        return false;
    }

    /** A duration of Go that is zero: a sign, zeros, a dot, and a unit, which a lone zero need not have. */
    private static boolean isZero(Argument duration) {
        String text = duration.text();
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int end = start;
        while (end < text.length() && (text.charAt(end) == '0' || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(start, end);
        String unit = text.substring(end);
        boolean zero = number.startsWith("0") && number.indexOf('.') == number.lastIndexOf('.');
        return zero && UNITS.contains(unit) && (!unit.isEmpty() || number.equals("0"));
    }
}
