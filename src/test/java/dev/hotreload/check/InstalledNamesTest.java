package dev.hotreload.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;

/** check looks at the objects that serve was given. */
class InstalledNamesTest {

    private static final InstallationNames DEFAULTS = InstallationNames.DEFAULT.in("webhooks");

    private static Deployment deployment(Container container) {
        return new DeploymentBuilder()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .withContainers(container)
                .addNewVolume()
                .withName("tls")
                .withNewSecret()
                .withSecretName("certificate")
                .endSecret()
                .endVolume()
                .addNewVolume()
                .withName("config")
                .withNewConfigMap()
                .withName("modes")
                .endConfigMap()
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static InstallationNames names(Container container) {
        return InstalledNames.of(deployment(container), DEFAULTS);
    }

    @Test
    void without_names_they_are_the_default_ones() {
        assertThat(names(new ContainerBuilder()
                        .withArgs("serve", "--tls=self-managed")
                        .build()))
                .isEqualTo(DEFAULTS);
        assertThat(InstalledNames.of(
                        new DeploymentBuilder(deployment(new Container()))
                                .editSpec()
                                .editTemplate()
                                .editSpec()
                                .withContainers()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build(),
                        DEFAULTS))
                .isEqualTo(DEFAULTS);
    }

    @Test
    void names_come_from_arguments_in_both_forms_and_from_the_environment() {
        assertThat(names(new ContainerBuilder()
                        .withArgs("serve", "--tls=self-managed", "--registration", "reloads", "--tls-secret=keys")
                        .addNewEnv()
                        .withName("HOT_RELOAD_SERVICE")
                        .withValue("reloader")
                        .endEnv()
                        .build()))
                .isEqualTo(new InstallationNames("webhooks", "reloader", "keys", "reloads", "hot-reload"));
    }

    @Test
    void a_secret_and_a_config_map_are_found_by_where_they_are_mounted() {
        assertThat(names(new ContainerBuilder()
                        .withArgs("serve", "--tls-cert=/tls/tls.crt", "--config=/config/config.yaml")
                        .addNewVolumeMount()
                        .withName("tls")
                        .withMountPath("/tls")
                        .endVolumeMount()
                        .addNewVolumeMount()
                        .withName("config")
                        .withMountPath("/config")
                        .endVolumeMount()
                        .build()))
                .isEqualTo(new InstallationNames("webhooks", "hot-reload", "certificate", "hot-reload", "modes"));
    }
}
