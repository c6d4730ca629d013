package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;
import java.util.List;
import java.util.Optional;

/**
 * configmap-reload and git-sync. Source: github.com/jimmidyson/configmap-reload configmap-reload.go,
 * github.com/kubernetes/git-sync main.go.
 */
final class WebhookUrlReloader {

    private static final ReloaderFlag URL = ReloaderFlag.named("webhook-url");
    private static final ReloaderFlag METHOD = ReloaderFlag.named("webhook-method");

    private WebhookUrlReloader() {}

    static Optional<Reloader> recognise(Invocation invocation) {
        ReloaderFlags flags = new ReloaderFlags(invocation);
        List<Argument> urls = flags.values(URL);
        if (urls.isEmpty()) {
            return Optional.empty();
        }
        ReloadMethod method = ReloadMethod.of(flags.last(METHOD, "POST"));
        return Optional.of(new Reloader.ByHttp(
                invocation.name(),
                urls.stream().flatMap(url -> Target.of(url, method).stream()).toList()));
    }
}
