package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.ManifestFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects that helm or kustomize renders. */
record Rendering(List<JsonNode> objects) {

    static final String CHART = "manifests/helm/prometheus-hot-reload";

    /** Returns what the chart renders for a release of its usual name, in its usual namespace. */
    static Rendering chart(String... more) {
        return release("hot-reload", "hot-reload", more);
    }

    static Rendering release(String release, String namespace, String... more) {
        try (Program helm = template(release, namespace, more)) {
            assertThat(helm.exitCode()).as(helm.err()).isZero();
            return new Rendering(ManifestFixtures.parse(helm.out()));
        }
    }

    /** Runs {@code helm template} to its end, whatever that is. */
    static Program template(String release, String namespace, String... more) {
        List<String> command = new ArrayList<>(
                List.of(RealParts.HELM.toString(), "template", release, CHART, "--namespace", namespace));
        command.addAll(List.of(more));
        Program helm = Program.start(command);
        helm.exitCode();
        return helm;
    }

    /** Returns what kustomize builds of an overlay with components. */
    static Rendering overlay(Path empty, String overlay, List<String> components) {
        Path manifests = empty.toAbsolutePath().relativize(Path.of("manifests").toAbsolutePath());
        String listed = components.stream()
                .map(component -> "\"" + manifests + "/components/" + component + "\"")
                .collect(Collectors.joining(", "));
        try {
            Files.writeString(
                    empty.resolve("kustomization.yaml"),
                    "resources: [\"%s/overlays/%s\"]%ncomponents: [%s]%n".formatted(manifests, overlay, listed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kustomize(empty.toString());
    }

    static Rendering kustomize(String folder) {
        try (Program kustomize = Program.start(List.of(RealParts.KUSTOMIZE.toString(), "build", folder))) {
            assertThat(kustomize.exitCode()).as(kustomize.err()).isZero();
            return new Rendering(ManifestFixtures.parse(kustomize.out()));
        }
    }

    /** Returns the only object of a kind that is not a hook of helm. */
    JsonNode only(String kind) {
        List<JsonNode> found = objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> !object.at("/metadata/annotations").has("helm.sh/hook"))
                .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.get(0);
    }

    Rendering without(String group) {
        return new Rendering(objects.stream()
                .filter(object -> !object.path("apiVersion").asText().startsWith(group + "/"))
                .toList());
    }

    /** Returns kind, namespace and name of each object. */
    Stream<String> names() {
        return objects.stream()
                .map(object -> object.path("kind").asText() + " "
                        + object.at("/metadata/namespace").asText() + "/"
                        + object.at("/metadata/name").asText());
    }

    /** Returns a pod as the Deployment's template has it. */
    ObjectNode pod() {
        ObjectNode pod = only("Deployment").at("/spec/template").deepCopy();
        pod.withObject("/metadata").put("name", "replica");
        return pod.put("apiVersion", "v1").put("kind", "Pod");
    }

    /** Writes them to a file as one List, for kubectl. */
    Path write(Path file) {
        ObjectNode list = ManifestFixtures.JSON.createObjectNode();
        list.put("apiVersion", "v1").put("kind", "List");
        list.putArray("items").addAll(objects);
        try {
            return Files.writeString(file, list.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
