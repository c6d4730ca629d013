package dev.hotreload.cli;

import dev.hotreload.certificate.ManagedCertificate;
import dev.hotreload.cluster.Kubeconfig;
import dev.hotreload.registration.InstallationNames;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a certificate that the webhook manages itself. */
final class SelfManagedOptions {

    enum Mode {
        self_managed;

        @Override
        public String toString() {
            return "self-managed";
        }
    }

    @Option(
            names = "--tls",
            required = true,
            paramLabel = "self-managed",
            description = "The webhook makes its certificate, keeps it in a Secret, renews it, and registers it.")
    private @Nullable Mode mode;

    @Option(
            names = "--tls-secret",
            paramLabel = "NAME",
            description = "The Secret of authority and certificate. Default: hot-reload-tls.")
    private String secret = InstallationNames.DEFAULT.secret();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "The Service that API servers call. Default: hot-reload.")
    private String service = InstallationNames.DEFAULT.service();

    @Option(
            names = "--registration",
            paramLabel = "NAME",
            description = "The MutatingWebhookConfiguration whose caBundle is filled in. Default: hot-reload.")
    private String registration = InstallationNames.DEFAULT.registration();

    @Option(
            names = "--namespace",
            paramLabel = "NAMESPACE",
            description = "Namespace of Secret and Service. Default: that of the pod.")
    private String namespace = "";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Outside of a cluster, how to reach it.")
    private @Nullable Path kubeconfig;

    /** For tests, which cannot wait for months. */
    @Option(names = "--authority-life", hidden = true, converter = DurationConverter.Positive.class)
    private Duration authority = ManagedCertificate.Times.DEFAULT.authority();

    @Option(names = "--certificate-life", hidden = true, converter = DurationConverter.Positive.class)
    private Duration certificate = ManagedCertificate.Times.DEFAULT.serving();

    @Option(names = "--propagation", hidden = true, converter = DurationConverter.Positive.class)
    private Duration propagation = ManagedCertificate.Times.DEFAULT.propagation();

    @Option(names = "--certificate-poll", hidden = true, converter = DurationConverter.Positive.class)
    private Duration poll = ManagedCertificate.Times.DEFAULT.poll();

    boolean wanted() {
        return mode != null;
    }

    ManagedCertificate certificate() throws UsageException {
        Config config = Kubeconfig.read(Optional.ofNullable(kubeconfig), Optional.empty());
        config.setRequestRetryBackoffLimit(1);
        config.setRequestTimeout((int) Duration.ofSeconds(10).toMillis());
        String own = Optional.ofNullable(config.getNamespace()).orElse(InstallationNames.DEFAULT.namespace());
        return new ManagedCertificate(
                new KubernetesClientBuilder().withConfig(config).build(),
                new InstallationNames(
                        namespace.isEmpty() ? own : namespace,
                        service,
                        secret,
                        registration,
                        InstallationNames.DEFAULT.configMap()),
                new ManagedCertificate.Times(authority, certificate, propagation, poll),
                Clock.systemUTC());
    }
}
