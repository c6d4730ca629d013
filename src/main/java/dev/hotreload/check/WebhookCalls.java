package dev.hotreload.check;

import dev.hotreload.cluster.ApiFailure;
import dev.hotreload.cluster.ApiRefusal;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.cluster.ConnectionCause;
import dev.hotreload.registration.InstallationNames;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why the API server's call of the webhook failed. With failurePolicy Fail its answer says so. With Ignore it says
 * nothing, so that it is asked to reach the Service in another way: as a proxy, over the same network.
 *
 * @param platform asked for only when a call failed
 */
record WebhookCalls(ApiServer server, InstallationNames names, Supplier<Platform> platform) {

    /** Of the Service, in the manifests and in the chart; API servers call no other where a registration names none. */
    private static final int PORT = 443;

    private static final String LOG = "Its log has the reason, with \"failed calling webhook\".";

    /** Returns the step of a request that the API server refused because it could not call a webhook. */
    Step refused(String words) {
        return words.contains(InstallationNames.PODS)
                ? failed(words)
                : new Step.Failed(
                        "the API server cannot call another webhook: " + ApiFailure.shortened(words),
                        "Repair or remove that webhook, or name another namespace with --try-in.");
    }

    /**
     * Returns the step of a pod that was created without its flags.
     *
     * @param seen what was seen of the pod
     */
    Step whyUnpatched(String seen) {
        String path = "/api/v1/namespaces/" + names.namespace() + "/services/https:" + names.service() + ":" + PORT
                + "/proxy/";
        try {
            return server.proxyFailure(path)
                    .map(this::failed)
                    .orElseGet(() -> new Step.Failed(
                            seen,
                            "The API server reaches the webhook, so that it does not trust the certificate that the"
                                    + " replicas serve now, or does not call the webhook for this namespace. " + LOG
                                    + " Or try another namespace with --try-in."));
        } catch (ApiRefusal refusal) {
            return new Step.Failed(
                    seen,
                    "The API server could not call the webhook, or does not call it for this namespace. " + LOG
                            + " To have it asked here, use an account that may get services/proxy in "
                            + names.namespace() + ".");
        } catch (IOException e) {
            return ConnectionCause.of(e) == ConnectionCause.NO_ANSWER
                    ? failed("timeout: it does not reach " + names.hosts().get(0) + " within --request-timeout")
                    : new Step.Failed(seen, "The API server could not call the webhook. " + LOG);
        }
    }

    private Step failed(String words) {
        CallFailure failure = CallFailure.of(words);
        Optional<String> trap = platform.get().trap(failure);
        return new Step.Failed(
                "the API server cannot call the webhook, " + failure.seen() + ": " + ApiFailure.shortened(words),
                trap.map(setting -> setting + " Otherwise: " + failure.advice()).orElse(failure.advice()));
    }
}
