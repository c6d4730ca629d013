package dev.hotreload.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pod holds that matters here, among its containers and its native sidecars.
 *
 * @param prometheus the containers that run Prometheus, in the order of the pod, native sidecars last
 * @param reloaders in the same order; not looked for in a pod without Prometheus
 */
public record PodContents(List<PrometheusContainer> prometheus, List<Reloader> reloaders) {

    public PodContents {
        prometheus = List.copyOf(prometheus);
        reloaders = List.copyOf(reloaders);
    }

    /** A container that has not proved to run Prometheus. */
    private record Other(Invocation invocation, ContainerPosition position) {}

    /** Looks through a pod, or through the pod that a template would make, as far as the budget allows. */
    public static PodContents of(Pod pod, WorkBudget budget) {
        PrometheusContainers containers = new PrometheusContainers(labels(pod));
        List<PrometheusContainer> prometheus = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        for (ContainerList list : ContainerList.values()) {
            List<Container> members = list.in(pod.getSpec());
            for (int i = 0; i < members.size(); i++) {
                if (list.keepsRunning(members.get(i))) {
                    Other other = new Other(new Invocation(members.get(i), budget), new ContainerPosition(list, i));
                    containers
                            .recognise(other.invocation(), other.position())
                            .ifPresentOrElse(prometheus::add, () -> others.add(other));
                }
            }
        }
        if (prometheus.isEmpty()) {
            prometheus.addAll(byEntryScript(containers, others));
        }
        return new PodContents(prometheus, prometheus.isEmpty() ? List.of() : reloaders(others, prometheus));
    }

    private static List<PrometheusContainer> byEntryScript(PrometheusContainers containers, List<Other> others) {
        List<PrometheusContainer> prometheus = new ArrayList<>();
        for (Other other : others) {
            containers
                    .byEntryScript(other.invocation(), other.position())
                    .filter(found -> ReloaderKind.recognise(other.invocation()).isEmpty())
                    .ifPresent(prometheus::add);
        }
        return prometheus;
    }

    private static List<Reloader> reloaders(List<Other> others, List<PrometheusContainer> prometheus) {
        Set<ContainerPosition> taken = new HashSet<>();
        prometheus.forEach(container -> taken.add(container.position()));
        List<Reloader> reloaders = new ArrayList<>();
        for (Other other : others) {
            if (!taken.contains(other.position())) {
                ReloaderKind.recognise(other.invocation()).ifPresent(reloaders::add);
            }
        }
        return reloaders;
    }

    private static Map<String, String> labels(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    }
}
