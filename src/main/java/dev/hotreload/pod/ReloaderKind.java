package dev.hotreload.pod;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of reloader, in the order in which they are tried: the first that recognises a container wins. */
enum ReloaderKind {
    WEBHOOK_URL(WebhookUrlReloader::recognise),
    K8S_SIDECAR(K8sSidecar::recognise),
    THANOS_SIDECAR(ThanosSidecar::recognise),
    PROMETHEUS_CONFIG_RELOADER(PrometheusConfigReloader::recognise),
    CALLER(ReloadUrlCaller::recognise),
    SIGNAL(SignalSender::recognise);

    private static final List<ReloaderKind> KINDS = List.of(values());

    @SuppressWarnings("ImmutableEnumChecker") // references to static methods hold no state
    private final Function<Invocation, Optional<Reloader>> recognise;

    ReloaderKind(Function<Invocation, Optional<Reloader>> recognise) {
        this.recognise = recognise;
    }

    /** Returns the reloader in a container, if it is one. */
    static Optional<Reloader> recognise(Invocation invocation) {
        for (ReloaderKind kind : KINDS) {
            Optional<Reloader> reloader = kind.recognise.apply(invocation);
            if (reloader.isPresent()) {
                return reloader;
            }
        }
        return Optional.empty();
    }
}
