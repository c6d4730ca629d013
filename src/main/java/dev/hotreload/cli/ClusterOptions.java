package dev.hotreload.cli;

import dev.hotreload.cluster.ResourceList;
import dev.hotreload.review.input.LiveWorkloads;
import dev.hotreload.review.input.Manifest;
import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a live cluster, with kubectl's names. */
final class ClusterOptions {

    @Option(names = "--live", required = true, description = "Review the workloads and running pods of a cluster.")
    private boolean live;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "All namespaces. Without it, and without -n, the context's own.")
    private boolean allNamespaces;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "SELECTOR",
            description = "Only objects with these labels, for example app=prometheus.")
    private String selector = "";

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

    boolean isLive() {
        return live;
    }

    /** Returns what is reviewed, for the end of a sentence that found nothing. */
    String reviewed(String namespace) {
        if (allNamespaces) {
            return "cluster.";
        }
        String only = namespace.isEmpty() ? "namespace of the context" : "namespace " + namespace;
        return only + "; -A reviews all namespaces.";
    }

    /** Reads the cluster that the options name. */
    void read(String namespace, Consumer<Manifest> each) throws UsageException {
        try (KubernetesClient client = connection().client()) {
            ResourceList.Scope scope = new ResourceList.Scope(only(namespace, client.getConfiguration()), selector);
            LiveWorkloads.read(client, requestTimeout, scope, each);
        }
    }

    /** Returns the connection to the cluster that the options name. */
    Connection connection() {
        return Connection.of(kubeconfig, context, requestTimeout);
    }

    private Optional<String> only(String namespace, Config config) {
        if (allNamespaces) {
            return Optional.empty();
        }
        String own = Optional.ofNullable(config.getNamespace()).orElse("default");
        return Optional.of(namespace.isEmpty() ? own : namespace);
    }
}
