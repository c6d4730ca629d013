package dev.hotreload.decision;

import dev.hotreload.pod.PrometheusContainer;
import java.util.List;

/**
 * The verdict for one Prometheus container.
 *
 * @param container the container
 * @param reloaders the names of the containers that aim at it
 * @param verdict what is to be done
 */
public record ContainerVerdict(PrometheusContainer container, List<String> reloaders, Verdict verdict) {
    public ContainerVerdict {
        reloaders = List.copyOf(reloaders);
    }
}
