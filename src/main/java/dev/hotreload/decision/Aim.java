package dev.hotreload.decision;

import dev.hotreload.pod.PodContents;
import dev.hotreload.pod.PrometheusContainer;
import dev.hotreload.pod.Reloader;
import dev.hotreload.pod.Target;
import dev.hotreload.prometheus.HttpUrl;
import dev.hotreload.prometheus.ListenPorts;
import dev.hotreload.prometheus.ReloadPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether the reloaders of a pod aim at one of its servers. */
sealed interface Aim {

    /** At least one does; {@code advice} is what may still keep its reload from working. */
    record Aimed(List<String> reloaders, List<Note> advice) implements Aim {}

    /** None does. */
    record Missed(Note why) implements Aim {}

    /** Returns how the reloaders aim at a server of the same pod. */
    static Aim at(PrometheusContainer server, PodContents pod) {
        return new Search(server, pod.servers().size() == 1).over(pod.reloaders());
    }

    /** One pass over the reloaders. */
    final class Search {
        private final boolean sole;
        private final ListenPorts ports;
        private final Optional<String> servedPath;
        private final boolean webConfigFile;
        private final List<String> aimed = new ArrayList<>();
        private final Map<Reason, Note> advice = new TreeMap<>();
        private boolean elsewhere;
        private boolean signal;

        private Search(PrometheusContainer server, boolean sole) {
            this.sole = sole;
            ports = ListenPorts.of(server.commandLine());
            servedPath = ReloadPath.of(server.commandLine());
            webConfigFile = server.commandLine().values("--web.config.file").stream()
                    .anyMatch(file -> !file.text().isEmpty());
        }

        private Aim over(List<Reloader> reloaders) {
            for (Reloader reloader : reloaders) {
                if (reloader instanceof Reloader.ByHttp caller) {
                    if (caller.targets().stream().filter(this::isAimed).count() > 0) {
                        aimed.add(caller.container());
                    }
                } else {
                    signal = true;
                }
            }
            if (!aimed.isEmpty()) {
                if (webConfigFile) {
                    advise(Note.of(Reason.WEB_CONFIG_FILE));
                }
                return new Aimed(List.copyOf(aimed), List.copyOf(advice.values()));
            }
            Reason why = elsewhere
                    ? Reason.RELOADER_TARGETS_ELSEWHERE
                    : signal ? Reason.RELOADS_BY_SIGNAL : Reason.NO_RELOADER;
            return new Missed(Note.of(why));
        }

        private boolean isAimed(Target target) {
            HttpUrl url = target.url();
            if (!url.path().endsWith(ReloadPath.SUFFIX)) {
                return false;
            }
            boolean proven = url.isLoopback()
                    && url.port().isPresent()
                    && ports.known().contains(url.port().getAsInt());
            boolean possible = !url.isLoopback() || url.port().isEmpty() || !ports.complete();
            if (!proven && !(possible && sole)) {
                elsewhere |= url.isLoopback();
                return false;
            }
            if (!proven) {
                advise(Note.of(Reason.TARGET_ASSUMED));
            }
            adviseOnPath(url.path());
            if (target.method()
                    .filter(method -> !Set.of("POST", "PUT").contains(method))
                    .isPresent()) {
                advise(Note.of(Reason.RELOAD_METHOD_NOT_ALLOWED));
            }
            return true;
        }

        private void adviseOnPath(String path) {
            if (path.startsWith("//")) {
                advise(Note.of(Reason.RELOAD_PATH_REDIRECTED));
            } else if (!path.contains("$(")) {
                servedPath
                        .filter(served -> !served.equals(path))
                        .ifPresent(served -> advise(
                                new Note(Reason.RELOAD_PATH_MISMATCH, "the reload will get 404; call " + served)));
            }
        }

        private void advise(Note note) {
            advice.putIfAbsent(note.reason(), note);
        }
    }
}
