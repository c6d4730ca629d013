package dev.hotreload.cli;

import dev.hotreload.cluster.Kubeconfig;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name an API server, with kubectl's names. */
final class ConnectionOptions {

    @Option(names = "--context", paramLabel = "CONTEXT", description = "Another context than the current one.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Another file than $KUBECONFIG or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "How long the API server may take to answer, and pause in an answer. Default: 10s.")
    private Duration requestTimeout = Duration.ofSeconds(10);

    Duration requestTimeout() {
        return requestTimeout;
    }

    /** Returns a client, which the caller closes. */
    KubernetesClient client() throws UsageException {
        Config config = Kubeconfig.read(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
        return new KubernetesClientBuilder()
                .withConfig(limited(config, requestTimeout))
                .build();
    }

    /** Makes a client give up after the time: a person waits, and a second attempt says as much as a tenth. */
    static Config limited(Config config, Duration timeout) {
        int milliseconds = (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
        config.setRequestRetryBackoffLimit(0);
        config.setRequestTimeout(milliseconds);
        config.setConnectionTimeout(milliseconds);
        return config;
    }
}
