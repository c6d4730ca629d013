package dev.hotreload.review.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The programs that turn the sources of manifests into manifests. */
enum Renderer {
    HELM("helm", List.of("Chart.yaml"), "template"),
    KUSTOMIZE("kustomize", List.of("kustomization.yaml", "kustomization.yml", "Kustomization"), "build"),
    KUBECTL("kubectl", KUSTOMIZE.markers, "kustomize");

    private final String program;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> markers;

    private final String command;

    Renderer(String program, List<String> markers, String command) {
        this.program = program;
        this.markers = markers;
        this.command = command;
    }

    /**
     * A renderer that is installed, and the file that shows that a folder is for it.
     *
     * @param path of the program
     */
    record Match(Renderer renderer, Path path, Path marker) {

        /**
         * Returns the command that renders the folder.
         *
         * @param namespace of the release; empty for the default
         */
        List<String> command(String namespace) {
            Path folder = marker.toAbsolutePath().getParent();
            List<String> command = new ArrayList<>(List.of(path.toString(), renderer.command, String.valueOf(folder)));
            if (renderer == HELM && !namespace.isEmpty()) {
                command.add("--namespace=" + namespace);
            }
            return command;
        }

        /** Returns the files from which the folder takes its objects; empty for a chart, whose program names them. */
        Optional<KustomizationSources> sources() {
            return renderer == HELM ? Optional.empty() : Optional.of(KustomizationSources.of(marker));
        }

        /** Returns the command in two words, for messages. */
        String words() {
            return renderer.program + " " + renderer.command;
        }
    }

    /** Returns the first renderer for a folder that is installed. */
    static Optional<Match> of(Path folder, Programs programs) {
        return Arrays.stream(values())
                .flatMap(renderer -> renderer.match(folder, programs).stream())
                .findFirst();
    }

    /** Returns the file by which a folder is a kustomization. */
    static Optional<Path> kustomization(Path folder) {
        return KUSTOMIZE.marker(folder);
    }

    private Optional<Path> marker(Path folder) {
        return markers.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Optional<Match> match(Path folder, Programs programs) {
        return marker(folder).flatMap(marker -> programs.find(program).map(path -> new Match(this, path, marker)));
    }
}
