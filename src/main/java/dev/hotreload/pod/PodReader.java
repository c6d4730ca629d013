package dev.hotreload.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pod from JSON in one pass and keeps only what a decision needs: most pods of a cluster run no Prometheus, and
 * for them nothing else may cost anything.
 */
public final class PodReader {

    private final JsonParser parser;
    private final ObjectMeta metadata = new ObjectMeta();
    private final PodSpec spec = new PodSpec();
    private @Nullable String problem;

    private PodReader(JsonParser parser) {
        this.parser = parser;
    }

    /** What was read: a pod, or the field that is not shaped like a pod's. */
    public sealed interface Result {
        /** The pod, with these fields only: name, generateName, labels, annotations, owners, containers, initContainers. */
        record Parsed(Pod pod) implements Result {}

        /** One sentence that names the first field of the wrong shape, without its value. */
        record Unreadable(String problem) implements Result {}
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
     * Reads the value the parser stands on, and leaves the parser on its last token whatever its shape.
     *
     * @throws IOException when the bytes are no JSON
     */
    public static Result read(JsonParser parser) throws IOException {
        PodReader reader = new PodReader(parser);
        reader.readPod();
        return reader.result();
    }

    private Result result() {
        if (problem != null) {
            return new Result.Unreadable(problem);
        }
        Pod pod = new Pod();
        pod.setMetadata(metadata);
        pod.setSpec(spec);
        return new Result.Parsed(pod);
    }

    private void readPod() throws IOException {
        if (!isObject("the pod")) {
            return;
        }
        boolean hasSpec = false;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "metadata" -> readMetadata();
                case "spec" -> {
                    hasSpec = true;
                    readSpec();
                }
                default -> parser.skipChildren();
            }
        }
        if (!hasSpec) {
            complain("spec", "missing");
        }
    }

    private void readMetadata() throws IOException {
        if (isNull() || !isObject("metadata")) {
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "name" -> metadata.setName(string("metadata.name").orElse(null));
                case "generateName" ->
                    metadata.setGenerateName(string("metadata.generateName").orElse(null));
                case "labels" -> metadata.setLabels(stringMap("metadata.labels"));
                case "annotations" -> metadata.setAnnotations(stringMap("metadata.annotations"));
                case "ownerReferences" -> metadata.setOwnerReferences(owners());
                default -> parser.skipChildren();
            }
        }
    }

    private List<OwnerReference> owners() throws IOException {
        List<OwnerReference> owners = new ArrayList<>();
        if (isNull() || !isArray("metadata.ownerReferences")) {
            return owners;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!isObject("metadata.ownerReferences[]")) {
                continue;
            }
            OwnerReference owner = new OwnerReference();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "kind" ->
                        owner.setKind(string("metadata.ownerReferences[].kind").orElse(null));
                    case "name" ->
                        owner.setName(string("metadata.ownerReferences[].name").orElse(null));
                    default -> parser.skipChildren();
                }
            }
            owners.add(owner);
        }
        return owners;
    }

    private void readSpec() throws IOException {
        if (!isObject("spec")) {
            return;
        }
        boolean hasContainers = false;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "containers" -> {
                    hasContainers = true;
                    spec.setContainers(containers("spec.containers"));
                }
                case "initContainers" -> spec.setInitContainers(containers("spec.initContainers"));
                default -> parser.skipChildren();
            }
        }
        if (!hasContainers) {
            complain("spec.containers", "missing");
        }
    }

    private List<Container> containers(String place) throws IOException {
        List<Container> containers = new ArrayList<>();
        if (isNull() || !isArray(place)) {
            return containers;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String at = place + "[" + containers.size() + "]";
            Container container = new Container();
            containers.add(container);
            if (!isObject(at)) {
                continue;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "name" -> container.setName(string(at + ".name").orElse(null));
                    case "image" -> container.setImage(string(at + ".image").orElse(null));
                    case "restartPolicy" ->
                        container.setRestartPolicy(string(at + ".restartPolicy").orElse(null));
                    case "command" -> container.setCommand(strings(at + ".command"));
                    case "args" -> container.setArgs(strings(at + ".args"));
                    case "env" -> container.setEnv(env(at + ".env"));
                    case "envFrom" -> container.setEnvFrom(envFrom(at + ".envFrom"));
                    default -> parser.skipChildren();
                }
            }
        }
        return containers;
    }

    private List<EnvVar> env(String place) throws IOException {
        List<EnvVar> variables = new ArrayList<>();
        if (isNull() || !isArray(place)) {
            return variables;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            EnvVar variable = new EnvVar();
            variables.add(variable);
            if (!isObject(place + "[]")) {
                continue;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "name" -> variable.setName(string(place + "[].name").orElse(null));
                    case "value" -> variable.setValue(string(place + "[].value").orElse(null));
                    case "valueFrom" -> {
                        variable.setValueFrom(isNull() ? null : new EnvVarSource());
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return variables;
    }

    /** Which sources there are decides nothing, only that there are some. */
    private List<EnvFromSource> envFrom(String place) throws IOException {
        List<EnvFromSource> sources = new ArrayList<>();
        if (isNull() || !isArray(place)) {
            return sources;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sources.add(new EnvFromSource());
            parser.skipChildren();
        }
        return sources;
    }

    private List<String> strings(String place) throws IOException {
        List<String> strings = new ArrayList<>();
        if (isNull() || !isArray(place)) {
            return strings;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                strings.add(parser.getText());
            } else {
                complain(place + "[" + strings.size() + "]", "no string");
                parser.skipChildren();
            }
        }
        return strings;
    }

    private Map<String, String> stringMap(String place) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        if (isNull() || !isObject(place)) {
            return map;
        }
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            String name = key;
            string(place + "[]").ifPresent(value -> map.put(name, value));
        }
        return map;
    }

    private Optional<String> string(String place) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getText());
        }
        if (!isNull()) {
            complain(place, "no string");
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private boolean isObject(String place) throws IOException {
        return is(JsonToken.START_OBJECT, place, "no object");
    }

    private boolean isArray(String place) throws IOException {
        return is(JsonToken.START_ARRAY, place, "no list");
    }

    private boolean is(JsonToken shape, String place, String otherwise) throws IOException {
        if (parser.currentToken() == shape) {
            return true;
        }
        complain(place, otherwise);
        parser.skipChildren();
        return false;
    }

    private void complain(String place, String what) {
        if (problem == null) {
            problem = place + " is " + what;
        }
    }
}
