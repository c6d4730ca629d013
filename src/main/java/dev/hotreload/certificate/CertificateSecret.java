package dev.hotreload.certificate;

import dev.hotreload.registration.InstallationNames;
import dev.hotreload.tls.Pem;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret that all replicas share. When two replicas write at once, its resource version lets the first one win. */
final class CertificateSecret {

    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final InstallationNames names;
    private Optional<String> version = Optional.empty();

    CertificateSecret(KubernetesClient client, InstallationNames names) {
        this.client = client;
        this.names = names;
    }

    /**
     * Reads the Secret.
     *
     * @return empty when there is none, or its content cannot be used
     * @throws KubernetesClientException when the API server refuses, or cannot be reached
     */
    Optional<CertificateSet> read() {
        Optional<Secret> secret = Optional.ofNullable(client.secrets()
                .inNamespace(names.namespace())
                .withName(names.secret())
                .get());
        version = secret.map(existing -> existing.getMetadata().getResourceVersion());
        return secret.flatMap(existing -> CertificateSet.parse(decoded(existing)));
    }

    /**
     * Replaces what was last read or written.
     *
     * @return false when another replica wrote first; read what it wrote
     * @throws KubernetesClientException when the API server refuses, or cannot be reached
     */
    boolean write(CertificateSet set) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(names.namespace())
                .withName(names.secret())
                .addToLabels("app.kubernetes.io/name", "prometheus-hot-reload")
                .withResourceVersion(version.orElse(null))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(set.data())
                .build();
        var resource = client.secrets().inNamespace(names.namespace()).resource(secret);
        try {
            Secret written = version.isEmpty()
                    ? resource.create()
                    : resource.lockResourceVersion(version.get()).update();
            version = Optional.of(written.getMetadata().getResourceVersion());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private static Map<String, String> decoded(Secret secret) {
        Map<String, String> data = new TreeMap<>();
        Optional.ofNullable(secret.getData())
                .orElse(Map.of())
                .forEach((key, value) -> data.put(key, Pem.decoded(value)));
        return data;
    }
}
