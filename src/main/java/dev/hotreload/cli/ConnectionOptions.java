package dev.hotreload.cli;

import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
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
        return Connection.of(kubeconfig, context, requestTimeout).client();
    }
}
