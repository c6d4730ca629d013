package dev.hotreload.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hotreload.registration.InstallationNames;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The steps before an installation that look at what the API server has given. */
class PreInstallationTest {

    private static String said(Step step) {
        return step.fold(passed -> "ok " + passed.seen(), failed -> "FAILED " + failed.seen() + ". " + failed.todo());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1.36.3             | ok Kubernetes 1.36 has what every overlay needs
            v1.30.4-eks-a737599 | ok Kubernetes 1.30 has what every overlay needs
            v1.29.1-gke.1589    | FAILED Kubernetes 1.29 has no ValidatingAdmissionPolicy
            v1.27.16+k3s1       | FAILED Kubernetes 1.27 does not know matchConditions
            v2.0.0              | ok the version v2.0.0 is not known here
            """)
    void the_version_says_which_overlays_work(String version, String said) {
        assertThat(said(KubernetesVersion.of(version))).startsWith(said);
    }

    private static MutatingWebhookConfiguration registration(String name, String hook, String namespace) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewWebhook()
                .withName(hook)
                .withNewClientConfig()
                .withNewService()
                .withName("hot-reload")
                .withNamespace(namespace)
                .endService()
                .endClientConfig()
                .endWebhook()
                .build();
    }

    @Test
    void another_registration_of_this_webhook_is_in_the_way() {
        InstallationNames names = InstallationNames.DEFAULT;
        assertThat(said(OtherRegistrations.of(
                        List.of(registration("istio", "sidecar-injector.istio.io", "istio-system")), names)))
                .isEqualTo("ok no other registration of this webhook is in the way");
        assertThat(said(OtherRegistrations.of(
                        List.of(registration("hot-reload", InstallationNames.PODS, "hot-reload")), names)))
                .isEqualTo("ok hot-reload is installed in hot-reload: installing again upgrades it");
        assertThat(said(OtherRegistrations.of(
                        List.of(registration("hot-reload", InstallationNames.PODS, "monitoring")), names)))
                .startsWith("FAILED there is a MutatingWebhookConfiguration hot-reload already, and it calls"
                        + " monitoring/hot-reload. Upgrade that installation with -n");
        assertThat(said(OtherRegistrations.of(
                        List.of(registration("prod-reload", InstallationNames.PODS, "prod")), names)))
                .startsWith("FAILED this webhook is registered under another name: prod-reload, which calls"
                        + " prod/hot-reload.");
    }

    @Test
    void a_platform_is_named_with_the_setting_that_it_needs() {
        assertThat(said(PreInstallation.platform(Platform.EKS_OVERLAY)))
                .isEqualTo("ok the cluster looks like EKS with an overlay network. Set platform=eks-overlay-cni (helm"
                        + " --set, or the component manifests/components/eks-overlay-cni): the control plane of EKS does"
                        + " not reach pods of an overlay network");
        assertThat(said(PreInstallation.platform(Platform.GKE)))
                .isEqualTo("ok the cluster looks like GKE, which needs no setting");
        assertThat(said(PreInstallation.platform(Platform.OTHER)))
                .isEqualTo("ok the cluster looks like none of the platforms that need a setting");
    }
}
