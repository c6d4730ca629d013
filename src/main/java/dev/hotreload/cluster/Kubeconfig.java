package dev.hotreload.cluster;

import dev.hotreload.usage.UsageException;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a cluster is reached: a kubeconfig, or the pod's own service account. */
public final class Kubeconfig {

    private static final String VARIABLE = "KUBECONFIG";

    /** The kubelet sets the first in every pod; the second is fabric8's own way to name an API server. */
    private static final List<String> WITHOUT_FILE = List.of("KUBERNETES_SERVICE_HOST", "KUBERNETES_MASTER");

    private Kubeconfig() {}

    /**
     * Reads the file that was given, or looks where kubectl looks.
     *
     * @param file empty to look where kubectl looks
     * @param context empty for the current one
     * @throws UsageException when there is no such file, when it cannot be used, or when it has no such context
     */
    public static Config read(Optional<Path> file, Optional<String> context) throws UsageException {
        return read(file, context, System.getenv());
    }

    static Config read(Optional<Path> file, Optional<String> context, Map<String, String> environment)
            throws UsageException {
        if (file.isPresent()) {
            requireReadable(file.get());
        } else {
            requireNamed(environment);
        }
        Config config = parse(file, context);
        boolean found = config.getCurrentContext() != null
                && (context.isEmpty()
                        || context.get().equals(config.getCurrentContext().getName()));
        if ((context.isPresent() || file.isPresent()) && !found) {
            throw new UsageException(
                    "The kubeconfig" + file.map(name -> " " + name).orElse("")
                            + (context.isPresent() ? " has no context " + context.get() : " has no current context")
                            + "; kubectl config get-contexts lists them.");
        }
        if (found && !hasHost(config.getMasterUrl())) {
            throw new UsageException(
                    "The kubeconfig" + file.map(name -> " " + name).orElse("")
                            + " gives no address of a server for context "
                            + config.getCurrentContext().getName() + "; kubectl config view shows it.");
        }
        if (!found && WITHOUT_FILE.stream().noneMatch(environment::containsKey)) {
            throw new UsageException(
                    "There is no kubeconfig: $KUBECONFIG is not set, and ~/.kube/config does not exist or"
                            + " has no current context; give one with --kubeconfig.");
        }
        return config;
    }

    private static boolean hasHost(String url) {
        try {
            return new URI(url).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void requireReadable(Path file) throws UsageException {
        if (!Files.exists(file)) {
            throw new UsageException(file + ": the kubeconfig cannot be read: no such file.");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + ": the kubeconfig cannot be read: not a file.");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException(file + ": the kubeconfig cannot be read: permission denied.");
        }
    }

    /** kubectl passes over files that $KUBECONFIG names and that are not there; if none is, that is a mistake. */
    private static void requireNamed(Map<String, String> environment) throws UsageException {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()
                && List.of(named.split(File.pathSeparator)).stream().noneMatch(Kubeconfig::isFile)) {
            throw new UsageException("$KUBECONFIG names " + named + ": no such file.");
        }
    }

    private static boolean isFile(String name) {
        return new File(name).isFile();
    }

    private static Config parse(Optional<Path> file, Optional<String> context) throws UsageException {
        try {
            return file.isPresent()
                    ? Config.fromKubeconfig(context.orElse(null), file.get().toFile())
                    : Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            // Its message may hold a piece of the file, which holds credentials.
            throw new UsageException(
                    "The kubeconfig" + file.map(name -> " " + name).orElse("")
                            + " cannot be used: it is not YAML, or not a kubeconfig. kubectl config view shows what"
                            + " is wrong.");
        }
    }
}
