package dev.hotreload.decision;

import dev.hotreload.pod.PrometheusContainer;
import dev.hotreload.pod.ReloadMethod;
import dev.hotreload.prometheus.HttpUrl;
import dev.hotreload.prometheus.ListenAddresses;
import dev.hotreload.prometheus.ReloadPath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What may keep a reload from working although its target is this Prometheus; each advice once, the first call's words.
 */
final class Advice {

    private final ListenAddresses listens;
    private final Optional<String> servedPath;
    private final boolean webConfigFile;
    private final Map<Reason, Note> notes = new EnumMap<>(Reason.class);

    private Advice(ListenAddresses listens, PrometheusContainer container) {
        this.listens = listens;
        servedPath = ReloadPath.of(container.commandLine());
        webConfigFile = container.commandLine().values("--web.config.file").stream()
                .anyMatch(file -> !file.text().isEmpty());
    }

    /** Returns the advice on calls that are aimed at the container, in the order of {@link Reason}. */
    static List<Note> on(List<ReloadCalls.Call> calls, ListenAddresses listens, PrometheusContainer container) {
        Advice advice = new Advice(listens, container);
        calls.forEach(advice::consider);
        advice.considerWebConfigFile(calls);
        return List.copyOf(advice.notes.values());
    }

    private void consider(ReloadCalls.Call call) {
        if (call.aim() == Aim.ASSUMED) {
            add(Note.of(Reason.TARGET_ASSUMED));
        }
        if (call.target().method() == ReloadMethod.NOT_ALLOWED) {
            add(Note.of(Reason.RELOAD_METHOD_NOT_ALLOWED));
        }
        urlOf(call).ifPresent(url -> {
            considerPath(url);
            considerAddress(url);
        });
    }

    private static Optional<HttpUrl> urlOf(ReloadCalls.Call call) {
        return call.target().fold(Optional::of, Optional::empty);
    }

    private void considerPath(HttpUrl url) {
        if (url.path().startsWith("//")) {
            add(Note.of(Reason.RELOAD_PATH_REDIRECTED));
        } else if (!url.path().contains("$(")) {
            servedPath
                    .filter(Predicate.not(url.path()::equals))
                    .ifPresent(served -> add(new Note(
                            Reason.RELOAD_PATH_MISMATCH,
                            "the reload is answered with 404; call " + withoutCredentials(served))));
        }
    }

    /** A path may hold another URL with its credentials, or be a URL without a scheme. */
    private static String withoutCredentials(String path) {
        return path.indexOf('@') < 0 ? path : "the path of --web.external-url";
    }

    private void considerAddress(HttpUrl url) {
        if (url.port().isEmpty() || !listens.hasPort(url.port().getAsInt())) {
            return;
        }
        int port = url.port().getAsInt();
        ListenAddresses.Reach called = url.isLoopback() ? ListenAddresses.Reach.LOOPBACK : ListenAddresses.Reach.OTHER;
        if (!listens.accept(port, called)) {
            String address = url.isLoopback() ? "the address of --web.listen-address" : "127.0.0.1:" + port;
            add(new Note(Reason.RELOAD_ADDRESS_MISMATCH, "the connection is refused; call " + address));
        }
    }

    private void considerWebConfigFile(List<ReloadCalls.Call> calls) {
        if (!webConfigFile) {
            return;
        }
        List<HttpUrl> urls = new ArrayList<>();
        calls.forEach(call -> urlOf(call).ifPresent(urls::add));
        boolean https = !urls.isEmpty()
                && urls.size() == calls.size()
                && urls.stream().allMatch(url -> url.scheme() == HttpUrl.Scheme.HTTPS);
        add(
                https
                        ? new Note(Reason.WEB_CONFIG_FILE, "the reload may need credentials")
                        : Note.of(Reason.WEB_CONFIG_FILE));
    }

    private void add(Note note) {
        notes.putIfAbsent(note.reason(), note);
    }
}
