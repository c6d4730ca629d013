package dev.hotreload.cluster;

import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a kubeconfig says of its contexts, read without running what it names to get credentials.
 *
 * @param contexts their names, in the order of the file
 * @param current the name of the current one; empty where there is none
 */
record KubeconfigFile(List<String> contexts, Optional<String> current) {

    private static final String CONTEXTS = "contexts";

    KubeconfigFile {
        contexts = List.copyOf(contexts);
    }

    /**
     * Reads a file.
     *
     * @throws UsageException with the one thing that is wrong, and no piece of the file, which holds credentials
     */
    static KubeconfigFile read(Path file) throws UsageException {
        Object root = yaml(file);
        if (!(root instanceof Map<?, ?> config) || !(config.get(CONTEXTS) instanceof List<?> entries)) {
            throw new UsageException(file + ": this is not a kubeconfig: it has no list of contexts.");
        }
        List<String> names = new ArrayList<>();
        for (Object entry : entries) {
            if (entry instanceof Map<?, ?> context && context.get("name") instanceof String name) {
                names.add(name);
            }
        }
        Optional<String> current = Optional.ofNullable(config.get("current-context"))
                .map(Object::toString)
                .filter(name -> !name.isEmpty());
        return new KubeconfigFile(names, current);
    }

    private static Object yaml(Path file) throws UsageException {
        String text = new String(NamedFile.bytes(file), StandardCharsets.UTF_8);
        try {
            Object root = new Load(LoadSettings.builder().build()).loadFromString(text);
            return root == null ? Map.of() : root;
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(Mark::getLine)
                    .map(number -> " in line " + (number + 1))
                    .orElse("");
            throw new UsageException(file + ": the kubeconfig is not YAML" + line + ".");
        } catch (YamlEngineException e) {
            throw new UsageException(file + ": the kubeconfig is not YAML.");
        }
    }
}
