package dev.hotreload.config;

import dev.hotreload.decision.ManagedFlag;
import dev.hotreload.decision.Mode;
import dev.hotreload.decision.NamespaceGlob;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The configuration file: YAML, in which everything is optional, and whatever is not understood is refused.
 *
 * <pre>{@code
 * mode: enforce
 * flags: {lifecycle: true, walCompression: true}
 * namespaces:
 *   - match: ["team-*"]
 *     mode: audit
 * }</pre>
 */
public final class PolicyFile {

    private static final String FLAG_KEYS =
            Arrays.stream(ManagedFlag.values()).map(ManagedFlag::configKey).collect(Collectors.joining(", "));

    private final ConfigurationYaml yaml;

    private PolicyFile(String file) {
        yaml = new ConfigurationYaml(file);
    }

    /**
     * Reads a configuration file.
     *
     * @throws UsageException when it cannot be read or is larger than 1 MiB, or with file and line of the first mistake
     */
    public static Policy read(Path file) throws UsageException {
        return parse(file.toString(), new String(NamedFile.bytes(file), StandardCharsets.UTF_8));
    }

    /**
     * Reads the text of a configuration file.
     *
     * @param file its name, for messages
     * @throws UsageException with file and line of the first mistake
     */
    public static Policy parse(String file, String text) throws UsageException {
        return new PolicyFile(file).policy(text);
    }

    private Policy policy(String text) throws UsageException {
        Optional<Node> root = yaml.root(text);
        Mode mode = Policy.DEFAULT.mode();
        Set<ManagedFlag> flags = Policy.DEFAULT.flags();
        List<Policy.NamespaceRule> namespaces = List.of();
        for (NodeTuple entry : root.isPresent() ? yaml.entries(root.get(), "the file") : List.<NodeTuple>of()) {
            Node value = entry.getValueNode();
            switch (yaml.key(entry)) {
                case "mode" -> mode = mode(value);
                case "flags" -> flags = flags(value);
                case "namespaces" -> namespaces = namespaces(value);
                default -> throw yaml.unknown(entry, yaml.key(entry), "mode, flags, namespaces");
            }
        }
        return new Policy(mode, flags, namespaces);
    }

    private Set<ManagedFlag> flags(Node node) throws UsageException {
        Set<ManagedFlag> flags = EnumSet.allOf(ManagedFlag.class);
        for (NodeTuple entry : yaml.entries(node, "flags")) {
            String key = yaml.key(entry);
            ManagedFlag flag = flag(key).orElseThrow(() -> yaml.unknown(entry, key, FLAG_KEYS));
            if (!yaml.bool(entry.getValueNode(), "flags." + key)) {
                flags.remove(flag);
            }
        }
        return flags;
    }

    private List<Policy.NamespaceRule> namespaces(Node node) throws UsageException {
        List<Policy.NamespaceRule> rules = new ArrayList<>();
        for (Node item : yaml.items(node, "namespaces")) {
            List<NamespaceGlob> match = List.of();
            Optional<Mode> mode = Optional.empty();
            for (NodeTuple entry : yaml.entries(item, "a rule of namespaces")) {
                switch (yaml.key(entry)) {
                    case "match" -> match = globs(entry.getValueNode());
                    case "mode" -> mode = Optional.of(mode(entry.getValueNode()));
                    default -> throw yaml.unknown(entry, yaml.key(entry), "match, mode");
                }
            }
            if (match.isEmpty() || mode.isEmpty()) {
                throw yaml.at(item, "a rule of namespaces needs both match, a list of names, and mode.");
            }
            rules.add(new Policy.NamespaceRule(match, mode.get()));
        }
        return rules;
    }

    private List<NamespaceGlob> globs(Node node) throws UsageException {
        List<NamespaceGlob> globs = new ArrayList<>();
        for (Node item : yaml.items(node, "match")) {
            globs.add(NamespaceGlob.parse(yaml.string(item, "match"))
                    .orElseThrow(() -> yaml.at(
                            item, "match holds names of namespaces: lower-case letters, digits, - and * only.")));
        }
        return globs;
    }

    private static Optional<ManagedFlag> flag(String key) {
        return Arrays.stream(ManagedFlag.values())
                .filter(flag -> flag.configKey().equals(key))
                .findFirst();
    }

    private Mode mode(Node node) throws UsageException {
        // A bare off is a boolean in YAML 1.1 and a word in YAML 1.2, which this reads.
        return Mode.parse(yaml.string(node, "mode"))
                .orElseThrow(() -> yaml.at(node, "mode is one of enforce, audit, off."));
    }
}
