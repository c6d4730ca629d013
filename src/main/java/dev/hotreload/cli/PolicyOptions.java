package dev.hotreload.cli;

import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.UsageException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make a command decide as the webhook of a cluster does. */
final class PolicyOptions {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace of objects that do not name one; with --live the only one to review.")
    private String namespace = "";

    @Option(names = "--config", paramLabel = "FILE", description = "The webhook's configuration file: modes and flags.")
    private @Nullable Path config;

    String namespace() {
        return namespace;
    }

    Policy read() throws UsageException {
        return config == null ? Policy.DEFAULT : PolicyFile.read(config);
    }
}
