package dev.hotreload.decision;

import dev.hotreload.pod.Server;
import java.util.List;

/**
 * What is to be done with a pod.
 *
 * @param servers a verdict for each server, in the order of the pod; empty when no container runs Prometheus
 */
public record Decision(List<ServerVerdict> servers) {

    public Decision {
        servers = List.copyOf(servers);
    }

    /**
     * The verdict for one server.
     *
     * @param server the container
     * @param reloaders the names of the containers that aim at it
     * @param verdict what is to be done
     */
    public record ServerVerdict(Server server, List<String> reloaders, Verdict verdict) {
        public ServerVerdict {
            reloaders = List.copyOf(reloaders);
        }
    }

    /** Returns whether a server is to be patched. */
    public boolean isPatch() {
        return servers.stream().anyMatch(server -> server.verdict() instanceof Verdict.Patch);
    }
}
