package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hotreload.review.ObjectReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files from which a kustomization takes its objects, by the kind, the namespace and the name that each object has
 * after it was rendered. What a file or a remote resource hides stays unknown: a finding then has the kustomization's
 * name.
 */
final class KustomizationSources {

    private static final List<String> LISTS = List.of("resources", "bases", "components");

    /** More than a program can render in its time, if the same folders are named again and again. */
    private static final int MOST_FOLDERS = 200;

    private final Map<Key, String> files = new HashMap<>();
    private int folders;

    /** What names an object. */
    private record Key(String kind, String namespace, String name) {

        static Key of(ObjectReference object) {
            return new Key(object.kind(), object.namespace(), object.name());
        }

        /** Returns the key after a kustomization (kubectl.docs.kubernetes.io, namePrefix, nameSuffix, namespace). */
        Key in(JsonNode kustomization) {
            String all = kustomization.path("namespace").asText();
            return new Key(
                    kind,
                    all.isEmpty() ? namespace : all,
                    kustomization.path("namePrefix").asText()
                            + name
                            + kustomization.path("nameSuffix").asText());
        }
    }

    private record Source(Key key, String file) {

        Source in(JsonNode kustomization) {
            return new Source(key.in(kustomization), file);
        }
    }

    private KustomizationSources() {}

    /** Reads the files of a kustomization that a program could render. */
    static KustomizationSources of(Path kustomization) {
        KustomizationSources sources = new KustomizationSources();
        sources.kustomization(kustomization).forEach(source -> sources.files.put(source.key(), source.file()));
        return sources;
    }

    /** Returns the file of a rendered object. */
    Optional<String> file(ObjectReference object) {
        return Optional.ofNullable(files.get(Key.of(object)));
    }

    private List<Source> kustomization(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        if (folders++ >= MOST_FOLDERS) {
            return List.of();
        }
        Optional<JsonNode> read = text(file)
                .flatMap(text -> ManifestText.read(file.toString(), text, Input.FOUND).documents().stream()
                        .findFirst());
        List<Source> sources = new ArrayList<>();
        read.ifPresent(root -> LISTS.forEach(list -> root.path(list)
                .forEach(entry -> sources.addAll(entry(folder, entry.asText()).stream()
                        .map(source -> source.in(root))
                        .toList()))));
        return sources;
    }

    private List<Source> entry(Path folder, String entry) {
        try {
            Path path = folder.resolve(entry).normalize();
            return Files.isDirectory(path)
                    ? Renderer.kustomization(path).map(this::kustomization).orElse(List.of())
                    : manifest(path);
        } catch (InvalidPathException e) {
            // The address of a remote resource, for example.
            return List.of();
        }
    }

    private static List<Source> manifest(Path file) {
        return text(file)
                .map(text ->
                        ManifestText.read(file.toString(), text, Input.FOUND).pods())
                .orElse(List.of())
                .stream()
                .map(pod -> new Source(Key.of(pod.object()), file.toString()))
                .toList();
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new String(InputBytes.read(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            // The program has read it; a finding then has the kustomization's name.
            return Optional.empty();
        }
    }
}
