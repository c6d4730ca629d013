package dev.hotreload.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.json.JsonWalk;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a pod from JSON in one pass and keeps only what a decision needs: most pods of a cluster run no Prometheus, and
 * for them nothing else may cost anything.
 */
public final class PodReader {

    /** The annotation by which a pod chooses its own mode. */
    public static final String MODE_ANNOTATION = "prometheus-hot-reload/mode";

    /** The kubelet marks with it the API server's copy of a static pod. */
    public static final String MIRROR_ANNOTATION = "kubernetes.io/config.mirror";

    private static final Set<String> ANNOTATIONS = Set.of(MODE_ANNOTATION, MIRROR_ANNOTATION);
    private static final Set<String> LABELS = Set.of("app.kubernetes.io/version");

    private final JsonWalk walk;
    private final ContainerReader containers;
    private final ObjectMeta metadata = new ObjectMeta();
    private final PodSpec spec = new PodSpec();
    private boolean hasSpec;
    private boolean hasContainers;

    private PodReader(JsonParser parser) {
        walk = new JsonWalk(parser, "the pod");
        containers = new ContainerReader(walk);
    }

    /** What was read. */
    public sealed interface Result {

        /** Returns the result of the function for the case that this is. */
        <T> T fold(Function<Parsed, T> parsed, Function<String, T> unreadable, Supplier<T> tooComplex);

        /**
         * A pod with these fields only: name, generateName, owners, the annotations and labels that matter, containers,
         * initContainers.
         *
         * @param repeated the fields that are given twice, of which one parser reads the first and another the last
         */
        record Parsed(Pod pod, List<String> repeated) implements Result {
            public Parsed {
                repeated = List.copyOf(repeated);
            }

            @Override
            public <T> T fold(Function<Parsed, T> parsed, Function<String, T> unreadable, Supplier<T> tooComplex) {
                return parsed.apply(this);
            }
        }

        /** One sentence that names the first field of the wrong shape, without its value. */
        record Unreadable(String problem) implements Result {
            @Override
            public <T> T fold(Function<Parsed, T> parsed, Function<String, T> unreadable, Supplier<T> tooComplex) {
                return unreadable.apply(problem);
            }
        }

        /** More containers, arguments and variables than are read. */
        record TooComplex() implements Result {
            @Override
            public <T> T fold(Function<Parsed, T> parsed, Function<String, T> unreadable, Supplier<T> tooComplex) {
                return tooComplex.get();
            }
        }
    }

    /** Returns the pod that a template makes: metadata and spec, with what they hold shared with the template. */
    public static ObjectNode ofTemplate(JsonNode template) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.set("metadata", template.path("metadata").isObject() ? template.get("metadata") : pod.objectNode());
        pod.set("spec", template.path("spec"));
        return pod;
    }

    /** Reads a pod that is a tree in memory. */
    public static Result read(JsonNode pod) {
        try (JsonParser parser = pod.traverse()) {
            parser.nextToken();
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree in memory could not be read", e);
        }
    }

    /**
     * Reads a pod or a pod template, which has the same fields, and leaves the parser on its last token whatever its
     * shape.
     *
     * @throws IOException when the bytes are not JSON
     */
    public static Result read(JsonParser parser) throws IOException {
        PodReader reader = new PodReader(parser);
        reader.readPod();
        return reader.result();
    }

    private Result result() {
        if (containers.isFull()) {
            return new Result.TooComplex();
        }
        if (!hasSpec) {
            walk.complain("spec is missing");
        } else if (!hasContainers) {
            walk.complain("spec.containers is missing");
        }
        Pod pod = new Pod();
        pod.setMetadata(metadata);
        pod.setSpec(spec);
        return walk.problem()
                .<Result>map(Result.Unreadable::new)
                .orElseGet(() -> new Result.Parsed(pod, containers.repeated()));
    }

    private void readPod() throws IOException {
        RepeatedFields fields = containers.object();
        walk.requiredObject(field -> {
            switch (field) {
                case "metadata" -> {
                    fields.see(field);
                    walk.object(this::readMetadata);
                }
                case "spec" -> {
                    fields.see(field);
                    hasSpec = !walk.isNull();
                    readSpec();
                }
                default -> walk.skip();
            }
        });
    }

    private void readMetadata(String field) throws IOException {
        switch (field) {
            case "name" -> walk.string().ifPresent(metadata::setName);
            case "generateName" -> walk.string().ifPresent(metadata::setGenerateName);
            case "labels" -> metadata.setLabels(walk.strings(LABELS));
            case "annotations" -> metadata.setAnnotations(walk.strings(ANNOTATIONS));
            case "ownerReferences" -> metadata.setOwnerReferences(owners());
            default -> walk.skip();
        }
    }

    /** Of many owners the first is named in logs. */
    private List<OwnerReference> owners() throws IOException {
        List<OwnerReference> owners = new ArrayList<>();
        walk.list(() -> {
            if (!owners.isEmpty()) {
                walk.skip();
                return;
            }
            OwnerReference owner = new OwnerReference();
            walk.object(field -> {
                switch (field) {
                    case "kind" -> walk.string().ifPresent(owner::setKind);
                    case "name" -> walk.string().ifPresent(owner::setName);
                    default -> walk.skip();
                }
            });
            owners.add(owner);
        });
        return owners;
    }

    private void readSpec() throws IOException {
        RepeatedFields fields = containers.object();
        walk.object(field -> {
            switch (field) {
                case "containers" -> {
                    fields.see(field);
                    hasContainers = true;
                    spec.setContainers(containers.read());
                }
                case "initContainers" -> {
                    fields.see(field);
                    spec.setInitContainers(containers.read());
                }
                default -> walk.skip();
            }
        });
    }
}
