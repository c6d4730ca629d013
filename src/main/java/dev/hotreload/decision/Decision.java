package dev.hotreload.decision;

import java.util.List;

/**
 * What is to be done with a pod.
 *
 * @param containers a verdict for each server, in the order of the pod; empty when no container runs Prometheus
 */
public record Decision(List<ContainerVerdict> containers) {

    public Decision {
        containers = List.copyOf(containers);
    }

    /** Returns whether a server is to be patched. */
    public boolean isPatch() {
        return containers.stream().anyMatch(server -> server.verdict() instanceof Verdict.Patch);
    }
}
