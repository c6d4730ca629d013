package dev.hotreload.check;

import dev.hotreload.cluster.ApiServer;

/** Checks that the API server can be reached, and says which one it is. Without it no other step makes sense. */
public final class ApiServerStep {

    private ApiServerStep() {}

    /** Asks the API server. */
    public static Step of(ApiServer server) {
        return server.version(
                version -> new Step.Passed("API server " + version + " at " + server.address()),
                failure -> new Step.Failed(failure.seen(), failure.advice()));
    }
}
