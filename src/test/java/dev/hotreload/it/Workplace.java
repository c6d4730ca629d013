package dev.hotreload.it;

import dev.hotreload.Reviews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder in which the commands of the documentation are run: what they name, and this build as {@code target}. The
 * build itself has happened before any test runs its command, so mvn does nothing here.
 */
final class Workplace implements AutoCloseable {

    private static final Path FILES = Path.of("src/test/resources/recipes");

    private final Path folder;

    private Workplace(Path folder) {
        this.folder = folder;
    }

    static Workplace lay(Path folder) throws IOException {
        Workplace place = new Workplace(folder);
        place.copyAll(FILES, "");
        place.copyAll(Path.of("manifests"), "manifests");
        place.copyAll(Path.of("certs"), "certs");
        place.copy(Reviews.EXAMPLE, "admission-review.json");
        place.copy(Path.of("manifests/example/kustomize/hot-reload.yaml"), "transformed/hot-reload.yaml");
        Files.createSymbolicLink(folder.resolve("target"), Path.of("target").toAbsolutePath());
        Path mvn = folder.resolve("bin/mvn");
        Files.createDirectories(mvn.getParent());
        Files.writeString(mvn, "#!/bin/sh\n[ -e target/hot-reload.jar ]\n");
        if (!mvn.toFile().setExecutable(true)) {
            throw new AssertionError(mvn);
        }
        return place;
    }

    /** Removes the link to the build: whoever deletes the folder need not ask whether the build is meant. */
    @Override
    public void close() throws IOException {
        Files.delete(folder.resolve("target"));
    }

    private void copyAll(Path from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, Path.of(to).resolve(from.relativize(file)).toString());
            }
        }
    }

    private void copy(Path from, String to) throws IOException {
        Path target = folder.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(from, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Runs a script of bash to its end, which is that of the first command that fails. */
    Program run(String script) {
        return run(script, Map.of());
    }

    Program run(String script, Map<String, String> environment) {
        Program shell = start(script, environment);
        shell.exitCode();
        return shell;
    }

    /** Starts a script of bash. */
    Program start(String script, Map<String, String> environment) {
        String path = folder.resolve("bin") + ":"
                + Path.of("target/hot-reload/bin").toAbsolutePath() + ":" + RealParts.HELM.getParent() + ":"
                + RealParts.KUBECTL.getParent() + ":" + System.getenv("PATH");
        Map<String, String> all = new TreeMap<>(
                Map.of("PATH", path, "HELM_DATA_HOME", folder + "/helm", "JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        return Program.start(List.of("bash", "-e", "-c", script), all, folder);
    }
}
