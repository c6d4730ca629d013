package dev.hotreload.check;

import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks that all replicas are ready, of the newest revision, and of the wanted version. */
final class ReplicasStep {

    private ReplicasStep() {}

    /** @param platform asked for only when replicas are not ready */
    static Step of(Optional<Deployment> found, String namespace, String version, Supplier<Platform> platform) {
        if (found.isEmpty()) {
            return new Step.Failed(
                    "there is no Deployment " + InstallationNames.NAME + " in namespace " + namespace,
                    "Install it, or name its namespace with -n.");
        }
        Deployment deployment = found.get();
        DeploymentStatus status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        int wanted = deployment.getSpec().getReplicas();
        int ready = Optional.ofNullable(status.getReadyReplicas()).orElse(0);
        if (ready < wanted || ready == 0) {
            return new Step.Failed(
                    ready + " of " + wanted + " replicas are ready",
                    "See why: kubectl -n " + namespace
                            + " describe pods -l app.kubernetes.io/name=prometheus-hot-reload."
                            + (platform.get() == Platform.OPENSHIFT
                                    ? " If the user id is refused: "
                                            + Platform.OPENSHIFT.setting().orElse("")
                                    : ""));
        }
        // As kubectl rollout status counts.
        int updated = Optional.ofNullable(status.getUpdatedReplicas()).orElse(0);
        long observed = Optional.ofNullable(status.getObservedGeneration()).orElse(0L);
        if (observed < deployment.getMetadata().getGeneration() || updated < wanted) {
            return new Step.Failed(
                    updated + " of " + wanted + " replicas are of the newest revision",
                    "Wait for it: kubectl -n " + namespace + " rollout status deployment " + InstallationNames.NAME
                            + ".");
        }
        String image = deployment
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
        // A digest does not show a version.
        return image.contains("@") || image.endsWith(":" + version)
                ? new Step.Passed(ready + " of " + wanted + " replicas are ready, " + image)
                : new Step.Failed(
                        "the replicas run " + image + ", and this is version " + version,
                        "Upgrade the installation, or check with its own version.");
    }
}
