package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.ReloadPath;
import java.util.List;
import java.util.Optional;

/** The Thanos sidecar. Source: github.com/thanos-io/thanos cmd/thanos/sidecar.go and pkg/reloader. */
final class ThanosSidecar {

    private static final int SUBCOMMAND_WITHIN = 2;

    private ThanosSidecar() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        ReloaderFlags flags = new ReloaderFlags(invocation);
        boolean sidecar = invocation.calls().stream().anyMatch(ThanosSidecar::isSidecar);
        if (!sidecar || !(flags.has("reloader.config-file") || flags.has("reloader.rule-dir"))) {
            return Optional.empty();
        }
        if (flags.values("reloader.method").stream().anyMatch(method -> method.is("signal"))) {
            return Optional.of(new Reloader.BySignal(invocation.name()));
        }
        Argument base = flags.last("prometheus.url", "http://localhost:9090");
        Argument url = Argument.of(ReloadPath.at(base.text()));
        return Optional.of(new Reloader.ByHttp(
                invocation.name(), Target.of(url, ReloadMethod.ALLOWED).stream().toList()));
    }

    private static boolean isSidecar(ProgramCall call) {
        List<Argument> arguments = call.arguments();
        return arguments.subList(0, Math.min(SUBCOMMAND_WITHIN, arguments.size())).stream()
                .anyMatch(argument -> argument.is("sidecar"));
    }
}
