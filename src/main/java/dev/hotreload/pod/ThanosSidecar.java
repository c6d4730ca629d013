package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import dev.hotreload.prometheus.ReloadPath;
import java.util.List;
import java.util.Optional;

/** The Thanos sidecar. Source: github.com/thanos-io/thanos cmd/thanos/sidecar.go and pkg/reloader. */
final class ThanosSidecar {

    private static final int SUBCOMMAND_WITHIN = 2;
    private static final ReloaderFlag CONFIG_FILE = ReloaderFlag.named("reloader.config-file");
    private static final ReloaderFlag RULE_DIR = ReloaderFlag.named("reloader.rule-dir");
    private static final ReloaderFlag METHOD = ReloaderFlag.named("reloader.method");
    private static final ReloaderFlag PROMETHEUS_URL = ReloaderFlag.named("prometheus.url");

    private ThanosSidecar() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        ReloaderFlags flags = new ReloaderFlags(invocation);
        boolean sidecar = anySidecar(invocation.calls());
        if (!sidecar || !(flags.has(CONFIG_FILE) || flags.has(RULE_DIR))) {
            return Optional.empty();
        }
        if (flags.values(METHOD).stream().anyMatch(method -> method.is("signal"))) {
            return Optional.of(new Reloader.BySignal(invocation.name()));
        }
        Argument base = flags.last(PROMETHEUS_URL, "http://localhost:9090");
        Argument url = Argument.of(ReloadPath.at(base.text()));
        return Optional.of(new Reloader.ByHttp(
                invocation.name(), Target.of(url, ReloadMethod.ALLOWED).stream().toList()));
    }

    private static boolean anySidecar(List<ProgramCall> calls) {
        for (ProgramCall call : calls) {
            if (isSidecar(call.arguments())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSidecar(List<Argument> arguments) {
        for (int i = 0; i < Math.min(SUBCOMMAND_WITHIN, arguments.size()); i++) {
            if (arguments.get(i).is("sidecar")) {
                return true;
            }
        }
        return false;
    }
}
