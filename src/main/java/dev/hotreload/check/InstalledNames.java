package dev.hotreload.check;

import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The names that a Deployment's {@code serve} was given: by its arguments, its environment, or the volumes that its
 * files are mounted from.
 */
record InstalledNames(PodSpec pod, Container container) {

    /** Returns the names of an installation; those that the Deployment does not say are the given ones. */
    static InstallationNames of(Deployment deployment, InstallationNames others) {
        return Optional.ofNullable(deployment.getSpec())
                .map(DeploymentSpec::getTemplate)
                .map(PodTemplateSpec::getSpec)
                .filter(pod -> !pod.getContainers().isEmpty())
                .map(pod -> new InstalledNames(pod, pod.getContainers().get(0)).names(others))
                .orElse(others);
    }

    private InstallationNames names(InstallationNames others) {
        Optional<String> mountedSecret =
                volume("--tls-cert").map(Volume::getSecret).map(secret -> secret.getSecretName());
        Optional<String> mountedConfig =
                volume("--config").map(Volume::getConfigMap).map(configMap -> configMap.getName());
        return new InstallationNames(
                others.namespace(),
                option("--service").orElse(others.service()),
                option("--tls-secret").or(() -> mountedSecret).orElse(others.secret()),
                option("--registration").orElse(others.registration()),
                mountedConfig.orElse(others.configMap()));
    }

    /** Returns the volume that the file of an option is mounted from. */
    private Optional<Volume> volume(String option) {
        return option(option)
                .flatMap(file -> container.getVolumeMounts().stream()
                        .filter(mount -> file.startsWith(mount.getMountPath() + "/"))
                        .map(VolumeMount::getName)
                        .findFirst())
                .flatMap(name -> pod.getVolumes().stream()
                        .filter(volume -> volume.getName().equals(name))
                        .findFirst());
    }

    /**
     * Returns the value of an option, which picocli takes as {@code --a=b}, as {@code --a b}, or from the environment.
     */
    private Optional<String> option(String name) {
        for (int i = 0; i < container.getArgs().size(); i++) {
            String argument = container.getArgs().get(i);
            if (argument.startsWith(name + "=")) {
                return Optional.of(argument.substring(name.length() + 1));
            }
            if (argument.equals(name) && i + 1 < container.getArgs().size()) {
                return Optional.of(container.getArgs().get(i + 1));
            }
        }
        String variable = "HOT_RELOAD_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        return container.getEnv().stream()
                .filter(entry -> entry.getName().equals(variable))
                .map((Function<EnvVar, String>) EnvVar::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
