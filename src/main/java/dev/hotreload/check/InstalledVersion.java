package dev.hotreload.check;

import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/**
 * Which webhook runs in a cluster, as its Deployment says.
 *
 * @param image of the replicas
 * @param ready how many replicas are ready
 * @param replicas how many there should be
 */
public record InstalledVersion(String image, int ready, int replicas) {

    /**
     * Asks the API server.
     *
     * @return empty when there is no Deployment of the webhook in the namespace
     * @throws KubernetesClientException when the API server refuses
     */
    public static Optional<InstalledVersion> read(KubernetesClient client, String namespace) {
        return Optional.ofNullable(client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withName(InstallationNames.NAME)
                        .get())
                .filter(InstalledVersion::hasContainer)
                .map(InstalledVersion::of);
    }

    /** A server that is not an API server may answer with any JSON. */
    private static boolean hasContainer(Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec())
                .map(DeploymentSpec::getTemplate)
                .map(PodTemplateSpec::getSpec)
                .filter(pod -> !pod.getContainers().isEmpty())
                .isPresent();
    }

    private static InstalledVersion of(Deployment deployment) {
        return new InstalledVersion(
                deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getImage(),
                Optional.ofNullable(deployment.getStatus())
                        .map(DeploymentStatus::getReadyReplicas)
                        .orElse(0),
                deployment.getSpec().getReplicas());
    }

    /** Returns the tag of the image; empty where it has none, or only a digest. */
    public Optional<String> version() {
        String name = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = name.lastIndexOf(':');
        // Before a slash it is the port of the registry.
        return colon > name.lastIndexOf('/') ? Optional.of(name.substring(colon + 1)) : Optional.empty();
    }
}
