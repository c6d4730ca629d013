package dev.hotreload.cluster;

import dev.hotreload.usage.NearestWord;
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
import java.util.stream.Stream;

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
        List<Path> files = file.map(List::of).orElseGet(() -> files(environment));
        Config config = parse(file, files, context);
        boolean found = config.getCurrentContext() != null
                && (context.isEmpty()
                        || context.get().equals(config.getCurrentContext().getName()));
        if (!found && (context.isPresent() || file.isPresent())) {
            throw new UsageException(withoutContext(file, files, context));
        }
        if (found && !hasHost(config.getMasterUrl())) {
            throw new UsageException(
                    "The kubeconfig" + file.map(name -> " " + name).orElse("")
                            + " gives no address of a server for context "
                            + config.getCurrentContext().getName() + "; kubectl config view shows it.");
        }
        if (!found && WITHOUT_FILE.stream().noneMatch(environment::containsKey)) {
            throw new UsageException(
                    files.isEmpty()
                            ? "There is no kubeconfig: $KUBECONFIG is not set, and there is no file "
                                    + home(environment) + "; give one with --kubeconfig."
                            : "The kubeconfig " + files.get(0) + " has no current context; choose one with --context.");
        }
        return config;
    }

    private static String withoutContext(Optional<Path> file, List<Path> files, Optional<String> context) {
        String kubeconfig = "The kubeconfig" + file.map(name -> " " + name).orElse("");
        return context.map(name -> kubeconfig + " has no context " + name + "; kubectl config get-contexts lists them."
                        + NearestWord.question(name, names(files)))
                .orElse(kubeconfig + " has no current context; kubectl config get-contexts lists them.");
    }

    /**
     * Returns the names of the contexts, for the completion of a command line; of a file that cannot be read, none.
     *
     * @param file empty to look where kubectl looks
     */
    public static List<String> contexts(Optional<Path> file, Map<String, String> environment) {
        return names(file.map(List::of).orElseGet(() -> files(environment)));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().flatMap(file -> names(file).stream()).distinct().toList();
    }

    private static List<String> names(Path file) {
        try {
            return KubeconfigFile.read(file).contexts();
        } catch (UsageException e) {
            // Whoever uses the file gets to know.
            return List.of();
        }
    }

    /** Returns the files that kubectl reads where none is given. */
    private static List<Path> files(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return Stream.of(named.isBlank() ? new String[] {home(environment)} : named.split(File.pathSeparator))
                .filter(Kubeconfig::isFile)
                .map(Path::of)
                .toList();
    }

    private static String home(Map<String, String> environment) {
        return environment.getOrDefault("HOME", System.getProperty("user.home")) + "/.kube/config";
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

    private static Config parse(Optional<Path> file, List<Path> files, Optional<String> context) throws UsageException {
        try {
            return file.isPresent()
                    ? Config.fromKubeconfig(context.orElse(null), file.get().toFile())
                    : Config.autoConfigure(context.orElse(null));
        } catch (RuntimeException e) {
            // Its message may hold a piece of the file, which holds credentials.
            for (Path read : files) {
                KubeconfigFile.read(read);
            }
            throw new UsageException(
                    "The kubeconfig" + file.map(name -> " " + name).orElse("")
                            + " cannot be used, for its clusters, users or contexts are not in the right form;"
                            + " kubectl config view shows them.");
        }
    }
}
