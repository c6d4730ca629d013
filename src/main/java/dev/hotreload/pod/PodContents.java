package dev.hotreload.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod holds of interest. Looked at are its containers and its native sidecars; other init containers end before
 * Prometheus starts.
 *
 * @param servers in the order of the pod, native sidecars last
 * @param reloaders in the same order
 */
public record PodContents(List<PrometheusContainer> servers, List<Reloader> reloaders) {

    public PodContents {
        servers = List.copyOf(servers);
        reloaders = List.copyOf(reloaders);
    }

    /** Looks through a pod, or through the template of one. */
    public static PodContents of(Pod pod) {
        Collector collector = new Collector(labels(pod));
        collector.add("containers", pod.getSpec().getContainers());
        collector.add("initContainers", pod.getSpec().getInitContainers());
        // Most pods of a cluster run no Prometheus; what else they run is then of no interest.
        return new PodContents(collector.servers, collector.servers.isEmpty() ? List.of() : collector.reloaders());
    }

    private static Map<String, String> labels(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    }

    private static final class Collector {
        private final Map<String, String> labels;
        private final List<PrometheusContainer> servers = new ArrayList<>();
        private final List<Invocation> others = new ArrayList<>();

        Collector(Map<String, String> labels) {
            this.labels = labels;
        }

        void add(String list, List<Container> containers) {
            for (int i = 0; i < containers.size(); i++) {
                Container container = containers.get(i);
                if (list.equals("initContainers") && !"Always".equals(container.getRestartPolicy())) {
                    continue;
                }
                Invocation invocation = Invocation.of(container);
                PrometheusContainer.of(invocation, new ContainerPosition(list, i), labels)
                        .ifPresentOrElse(servers::add, () -> others.add(invocation));
            }
        }

        List<Reloader> reloaders() {
            return others.stream()
                    .flatMap(other -> ReloaderKind.recognise(other).stream())
                    .toList();
        }
    }
}
