package dev.hotreload.certificate;

import dev.hotreload.tls.Certificates;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret that all replicas share. The API server decides between two that write at once, by its resource version. */
final class CertificateSecret {

    private static final int CONFLICT = 409;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private Optional<String> version = Optional.empty();

    CertificateSecret(KubernetesClient client, String namespace, String name) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
    }

    /**
     * Reads the Secret.
     *
     * @return empty when there is none, or what it holds cannot be used
     * @throws KubernetesClientException when the API server does not give it
     */
    Optional<CertificateSet> read() {
        Optional<Secret> secret = Optional.ofNullable(
                client.secrets().inNamespace(namespace).withName(name).get());
        version = secret.map(existing -> existing.getMetadata().getResourceVersion());
        return secret.flatMap(existing -> CertificateSet.parse(decoded(existing)));
    }

    /**
     * Writes over what was read or written last.
     *
     * @return whether it was written; if not, another replica was first, and what it wrote is to be read
     * @throws KubernetesClientException when the API server does not take it
     */
    boolean write(CertificateSet set) {
        Secret secret = new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .addToLabels("app.kubernetes.io/name", "prometheus-hot-reload")
                .withResourceVersion(version.orElse(null))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withStringData(set.data())
                .build();
        var resource = client.secrets().inNamespace(namespace).resource(secret);
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
                .forEach((key, value) -> data.put(key, Certificates.decoded(value)));
        return data;
    }
}
