package dev.hotreload.check;

import dev.hotreload.cluster.ApiFailure;
import dev.hotreload.cluster.ApiServer;
import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says before an installation whether it can work. Changes nothing.
 *
 * @param client with the rights of the person who is going to install
 * @param server the API server that the client asks
 * @param names of the objects that are going to be installed
 */
public record PreInstallation(KubernetesClient client, ApiServer server, InstallationNames names) {

    /** Returns the steps; each makes sense whatever the others say. */
    public Stream<Step.Planned> steps() {
        return Stream.of(
                planned("version", () -> KubernetesVersion.of(version())),
                planned("rights", () -> new Rights(client, names.namespace()).step()),
                planned(
                        "registrations",
                        () -> OtherRegistrations.of(
                                client.admissionRegistration()
                                        .v1()
                                        .mutatingWebhookConfigurations()
                                        .list()
                                        .getItems(),
                                names)),
                planned("platform", () -> platform(new PlatformProbe(client).platform(version()))));
    }

    private Step.Planned planned(String name, Supplier<Step> step) {
        return new Step.Planned(name, () -> guarded(step));
    }

    private Step guarded(Supplier<Step> step) {
        try {
            return step.get();
        } catch (KubernetesClientException e) {
            ApiFailure failure = server.failure(e);
            return new Step.Failed(failure.seen(), failure.advice());
        }
    }

    /** The step before these has read it: a failure now shows in the other steps. */
    private String version() {
        return server.version(version -> version, failure -> "");
    }

    static Step platform(Platform platform) {
        String looks = platform.title().isEmpty()
                ? "the cluster looks like none of the platforms that need a setting"
                : "the cluster looks like " + platform.title();
        return new Step.Passed(platform.setting()
                .map(setting -> looks + ". " + ApiFailure.shortened(setting))
                .orElse(looks + (platform.title().isEmpty() ? "" : ", which needs no setting")));
    }
}
