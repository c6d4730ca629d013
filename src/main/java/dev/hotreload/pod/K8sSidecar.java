package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import java.util.Optional;

/** k8s-sidecar, whose method is GET by default. Source: github.com/kiwigrid/k8s-sidecar README.md. */
final class K8sSidecar {

    private K8sSidecar() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        Argument method = invocation
                .environment()
                .get("REQ_METHOD")
                .filter(given -> !given.is(""))
                .orElse(Argument.of("GET"));
        return invocation
                .environment()
                .get("REQ_URL")
                .map(url -> new Reloader.ByHttp(
                        invocation.name(),
                        Target.of(url, ReloadMethod.of(method)).stream().toList()));
    }
}
