package dev.hotreload.review.input;

import dev.hotreload.review.Place;
import dev.hotreload.review.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder that the user named and that holds no manifests but their source: a chart, or a kustomization. A program
 * that the user has installed renders it, and what it renders stands where its source does, on no line of it.
 */
public final class RenderedFolder {

    /** Helm names the template before each document that it renders. */
    private static final String SOURCE = "# Source: ";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MOST_CHARACTERS = 500;

    private final Path folder;
    private final Renderer.Match renderer;

    private RenderedFolder(Path folder, Renderer.Match renderer) {
        this.folder = folder;
        this.renderer = renderer;
    }

    /** Returns a path that is such a folder, if the program for it is there; anything else is read as it is. */
    public static Optional<RenderedFolder> of(String name, Programs programs) {
        try {
            Path folder = Path.of(name);
            return Files.isDirectory(folder)
                    ? Renderer.of(folder, programs).map(renderer -> new RenderedFolder(folder, renderer))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Reports a kustomization that is read as it is, because there is no program that renders it. */
    public static void reportUnrendered(String name, Programs programs, Consumer<Manifest> each) {
        if (programs.isEmpty()) {
            return;
        }
        try {
            Renderer.kustomization(Path.of(name))
                    .ifPresent(marker -> each.accept(Manifest.unreadable(
                            name,
                            "this is a kustomization, and it was not rendered, because neither kustomize nor kubectl is on"
                                    + " the PATH; review what it renders (kustomize build " + name
                                    + " | hot-reload review -).")));
        } catch (InvalidPathException e) {
            // Whoever reads it says so.
        }
    }

    /**
     * Renders the folder. Never throws for what the program does; that it fails is a problem.
     *
     * @param namespace of the release; empty for the default
     */
    public void read(String namespace, Consumer<Manifest> each) {
        String source = renderer.marker().toString();
        try {
            ProgramOutput output = ProgramOutput.of(renderer.command(namespace), TIMEOUT);
            if (output.exitCode() == 0 && output.out().isBlank()) {
                // It was named, so nothing may look as if it had been reviewed.
                each.accept(Manifest.unreadable(source, renderer.words() + " makes nothing of this folder."));
            } else if (output.exitCode() == 0) {
                Optional<KustomizationSources> sources = renderer.sources();
                bySource(output.out()).forEach((name, text) -> each.accept(manifest(name, text, sources)));
            } else {
                each.accept(failed(source, firstLine(output.err())));
            }
        } catch (IOException e) {
            each.accept(failed(source, FileCause.of(e)));
        }
    }

    private Manifest failed(String source, String cause) {
        return Manifest.unreadable(source, renderer.words() + " cannot render this: " + cause);
    }

    private static String firstLine(String err) {
        String line = err.lines().filter(text -> !text.isBlank()).findFirst().orElse("it does not say why.");
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line;
    }

    /** Returns what was rendered by the file that it comes from: a template, or the kustomization. */
    private Map<String, String> bySource(String rendered) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        String source = renderer.marker().toString();
        boolean separated = false;
        for (String line : rendered.split("\n", -1)) {
            if (separated && line.startsWith(SOURCE)) {
                // The first name is the chart's, whatever its folder is called.
                String template = line.substring(SOURCE.length()).strip();
                source = folder + "/" + template.substring(template.indexOf('/') + 1);
            }
            separated = line.equals("---");
            texts.computeIfAbsent(source, key -> new StringBuilder())
                    .append(line)
                    .append('\n');
        }
        Map<String, String> named = new LinkedHashMap<>();
        texts.forEach((name, text) -> named.put(name, text.toString()));
        return named;
    }

    private static Manifest manifest(String name, String text, Optional<KustomizationSources> sources) {
        Manifest read = ManifestText.read(name, text, Input.FOUND);
        List<LocatedPod> pods = read.pods().stream()
                .map(pod -> {
                    Place place = Place.of(
                            sources.flatMap(known -> known.file(pod.object())).orElse(name));
                    return new LocatedPod(
                            pod.object(),
                            new PodPlace(place, Map.of(), place, Optional.empty()),
                            pod.pod(),
                            pod.json(),
                            pod.origin());
                })
                .toList();
        return new Manifest(
                name,
                Input.FOUND,
                Optional.empty(),
                new Manifest.Contents(read.documents(), read.objects(), 0, pods, References.NONE),
                withoutLines(name, read.problems()),
                withoutLines(name, read.remarks()));
    }

    private static List<Problem> withoutLines(String name, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Problem(Place.of(name), problem.message(), problem.bug()))
                .toList();
    }
}
