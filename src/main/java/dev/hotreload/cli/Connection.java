package dev.hotreload.cli;

import dev.hotreload.cluster.ApiServer;
import dev.hotreload.cluster.Kubeconfig;
import dev.hotreload.cluster.WithoutRedirects;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API server that options name. Two classes declare these options: picocli prints those of a superclass or a nested
 * group before or apart from {@code --live}, without which they mean nothing there.
 *
 * @param requestTimeout how long the API server may take to answer
 */
record Connection(Optional<Path> kubeconfig, Optional<String> context, Duration requestTimeout) {

    static Connection of(@Nullable Path kubeconfig, @Nullable String context, Duration requestTimeout) {
        return new Connection(Optional.ofNullable(kubeconfig), Optional.ofNullable(context), requestTimeout);
    }

    /** Returns a client, which the caller closes. It gives up after the time: a person waits. */
    KubernetesClient client() throws UsageException {
        Config config = config();
        int milliseconds = (int) Math.min(requestTimeout.toMillis(), Integer.MAX_VALUE);
        // A second attempt says as much as a tenth.
        config.setRequestRetryBackoffLimit(0);
        config.setRequestTimeout(milliseconds);
        config.setConnectionTimeout(milliseconds);
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientFactory(new WithoutRedirects())
                    .build();
        } catch (KubernetesClientException e) {
            // It only sets up TLS so far. The message may hold what it has read.
            throw new UsageException(
                    "The certificates in the kubeconfig cannot be used. Check the client certificate and key of its user,"
                            + " and the authority of its cluster.",
                    e);
        }
    }

    /** Returns the address of the API server, and the context that names it. */
    String address() throws UsageException {
        return ApiServer.address(config());
    }

    private Config config() throws UsageException {
        return Kubeconfig.read(kubeconfig, context);
    }
}
