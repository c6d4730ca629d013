package dev.hotreload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hotreload.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests as JSON trees, and the pods that their templates would make. */
public final class ManifestFixtures {

    public static final ObjectMapper JSON = new ObjectMapper();

    private ManifestFixtures() {}

    /** A pod and the object that makes it, for example {@code Deployment/prometheus-server}. */
    public record Made(String by, JsonNode pod) {}

    public static List<JsonNode> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<JsonNode> parse(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(64 << 20).build();
        new Load(settings).loadAllFromString(yaml).forEach(document -> {
            if (document != null) {
                documents.add(JSON.valueToTree(document));
            }
        });
        return documents;
    }

    public static List<Made> pods(Path file) {
        return read(file).stream().flatMap(document -> pods(document).stream()).toList();
    }

    private static List<Made> pods(JsonNode object) {
        String kind = object.path("kind").asText();
        if (kind.endsWith("List")) {
            List<Made> made = new ArrayList<>();
            object.path("items").forEach(item -> made.addAll(pods(item)));
            return made;
        }
        JsonNode template = switch (kind) {
            case "Pod" -> object;
            case "CronJob" -> object.at("/spec/jobTemplate/spec/template");
            default -> object.at("/spec/template");
        };
        if (!template.at("/spec/containers").isArray()) {
            return List.of();
        }
        ObjectNode pod = template.deepCopy();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        return List.of(new Made(kind + "/" + object.at("/metadata/name").asText(), pod));
    }

    public static Pod typed(JsonNode pod) {
        try (var parser = pod.traverse()) {
            parser.nextToken();
            return ((PodReader.Result.Parsed) PodReader.read(parser)).pod();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
