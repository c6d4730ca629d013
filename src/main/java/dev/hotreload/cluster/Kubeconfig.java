package dev.hotreload.cluster;

import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How a cluster is reached: a kubeconfig, or the pod's own service account. */
public final class Kubeconfig {

    private Kubeconfig() {}

    /**
     * Reads what is given, or looks where kubectl looks.
     *
     * @throws UsageException when the file cannot be used, or has no such context
     */
    public static Config read(Optional<Path> file, Optional<String> context) throws UsageException {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw new UsageException(file.get() + ": the kubeconfig cannot be read.");
        }
        Config config;
        try {
            config = file.isPresent()
                    ? Config.fromKubeconfig(context.orElse(null), file.get().toFile())
                    : Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            // Its message may hold a piece of the file, which holds credentials.
            throw new UsageException(
                    "The kubeconfig cannot be used (" + e.getClass().getSimpleName() + "); does kubectl take it?");
        }
        boolean found = config.getCurrentContext() != null
                && (context.isEmpty()
                        || context.get().equals(config.getCurrentContext().getName()));
        if ((context.isPresent() || file.isPresent()) && !found) {
            throw new UsageException("The kubeconfig has no context"
                    + context.map(name -> " " + name).orElse("") + "; kubectl config get-contexts lists them.");
        }
        return config;
    }
}
