package dev.hotreload.registration;

import java.util.List;

/**
 * The names of one installation's objects. The manifests and the chart give them all the default, but for the
 * namespace; {@code serve} takes others.
 *
 * @param namespace of all but the registration, which has none
 * @param service whose name API servers call
 * @param secret of authority and serving certificate
 * @param registration the MutatingWebhookConfiguration
 * @param configMap of the configuration file
 */
public record InstallationNames(
        String namespace, String service, String secret, String registration, String configMap) {

    /** The name of the Deployment, the Service, the registration, the ConfigMap and, by default, their namespace. */
    public static final String NAME = "hot-reload";

    /** The name of the webhook for pods in the registration. */
    public static final String PODS = "pods.hot-reload.dev";

    /** What the manifests install. */
    public static final InstallationNames DEFAULT = new InstallationNames(NAME, NAME, "hot-reload-tls", NAME, NAME);

    /** Returns the same names in another namespace. */
    public InstallationNames in(String other) {
        return new InstallationNames(other, service, secret, registration, configMap);
    }

    /** Returns the same names with another MutatingWebhookConfiguration. */
    public InstallationNames registered(String other) {
        return new InstallationNames(namespace, service, secret, other, configMap);
    }

    /** Returns the host names by which API servers and pods call the Service, the one of API servers first. */
    public List<String> hosts() {
        return List.of(
                service + "." + namespace + ".svc",
                service + "." + namespace + ".svc.cluster.local",
                service + "." + namespace,
                service);
    }
}
