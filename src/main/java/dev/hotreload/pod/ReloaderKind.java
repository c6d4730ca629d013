package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.CommandLine;
import dev.hotreload.prometheus.HttpUrl;
import dev.hotreload.prometheus.ReloadPath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reloaders there are, each with how it is recognised and what it calls. The first that recognises a container wins. */
enum ReloaderKind {
    /** Source: github.com/jimmidyson/configmap-reload, which takes Go's flags, with one dash or two. */
    CONFIGMAP_RELOAD(ReloaderKind::configmapReload),

    /** Source: github.com/kiwigrid/k8s-sidecar README.md; its method is GET unless told otherwise. */
    K8S_SIDECAR(ReloaderKind::k8sSidecar),

    /** Source: github.com/thanos-io/thanos cmd/thanos/sidecar.go and pkg/reloader. */
    THANOS_SIDECAR(ReloaderKind::thanosSidecar),

    /** Source: github.com/prometheus-operator/prometheus-operator cmd/prometheus-config-reloader/main.go. */
    PROMETHEUS_CONFIG_RELOADER(ReloaderKind::prometheusConfigReloader);

    private static final String POST = "POST";
    private static final Pattern ZERO_DURATION = Pattern.compile("[+-]?0|[+-]?0+(\\.0*)?(ns|us|µs|ms|s|m|h)");

    @SuppressWarnings("ImmutableEnumChecker") // references to static methods hold no state
    private final Function<Invocation, Optional<Reloader>> recognise;

    ReloaderKind(Function<Invocation, Optional<Reloader>> recognise) {
        this.recognise = recognise;
    }

    /** Returns the reloader in a container, if it is one. */
    static Optional<Reloader> recognise(Invocation invocation) {
        return Arrays.stream(values())
                .flatMap(kind -> kind.recognise.apply(invocation).stream())
                .findFirst();
    }

    private static Optional<Reloader> configmapReload(Invocation invocation) {
        CommandLine commandLine = invocation.commandLine();
        List<Argument> urls = commandLine.values("--webhook-url", "-webhook-url");
        if (urls.isEmpty()) {
            return Optional.empty();
        }
        List<Argument> methods = commandLine.values("--webhook-method", "-webhook-method");
        Argument method = methods.isEmpty() ? Argument.of(POST) : methods.get(methods.size() - 1);
        return byHttp(invocation, urls.stream(), method);
    }

    private static Optional<Reloader> k8sSidecar(Invocation invocation) {
        Argument url = invocation.environment().get("REQ_URL");
        if (url == null) {
            return Optional.empty();
        }
        Argument method = invocation.environment().get("REQ_METHOD");
        return byHttp(invocation, Stream.of(url), method == null || method.is("") ? Argument.of("GET") : method);
    }

    private static Optional<Reloader> thanosSidecar(Invocation invocation) {
        CommandLine commandLine = invocation.commandLine();
        boolean sidecar = invocation.argv().stream().limit(2).anyMatch(token -> token.is("sidecar"));
        if (!sidecar || !commandLine.has("--reloader.config-file", "--reloader.rule-dir")) {
            return Optional.empty();
        }
        if (isSignal(commandLine.values("--reloader.method"))) {
            return Optional.of(new Reloader.BySignal(invocation.name()));
        }
        List<Argument> bases = commandLine.values("--prometheus.url");
        String base = bases.isEmpty()
                ? "http://localhost:9090"
                : bases.get(bases.size() - 1).text();
        String url = base.replaceAll("/+$", "") + ReloadPath.SUFFIX;
        return byHttp(invocation, Stream.of(Argument.of(url)), Argument.of(POST));
    }

    private static Optional<Reloader> prometheusConfigReloader(Invocation invocation) {
        CommandLine commandLine = invocation.commandLine();
        boolean recognised = invocation.baseNames().anyMatch(name -> name.endsWith("config-reloader"))
                || commandLine.has("--reload-url", "--reload-method");
        if (!recognised || runsOnce(commandLine)) {
            return Optional.empty();
        }
        if (isSignal(commandLine.values("--reload-method"))) {
            return Optional.of(new Reloader.BySignal(invocation.name()));
        }
        List<Argument> urls = commandLine.values("--reload-url");
        Stream<Argument> called =
                urls.isEmpty() ? Stream.of(Argument.of("http://127.0.0.1:9090" + ReloadPath.SUFFIX)) : urls.stream();
        return byHttp(invocation, called, Argument.of(POST));
    }

    private static boolean runsOnce(CommandLine commandLine) {
        return commandLine.values("--watch-interval").stream()
                .anyMatch(value -> ZERO_DURATION.matcher(value.text()).matches());
    }

    private static boolean isSignal(List<Argument> methods) {
        return methods.stream().anyMatch(method -> method.is("signal"));
    }

    private static Optional<Reloader> byHttp(Invocation invocation, Stream<Argument> urls, Argument method) {
        Optional<String> known = method.isKnown() ? Optional.of(method.text()) : Optional.empty();
        List<Target> targets = urls.flatMap(url -> HttpUrl.parse(url.text()).stream())
                .map(url -> new Target(url, known))
                .toList();
        return Optional.of(new Reloader.ByHttp(invocation.name(), targets));
    }
}
