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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The configuration file: YAML, everything optional, and nothing in it that is not understood.
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

    private final String file;

    private PolicyFile(String file) {
        this.file = file;
    }

    /**
     * Reads a configuration file.
     *
     * @throws UsageException when it cannot be read, or with file and line of the first thing that is wrong
     */
    public static Policy read(Path file) throws UsageException {
        return parse(file.toString(), new String(NamedFile.bytes(file), StandardCharsets.UTF_8));
    }

    /**
     * Reads the text of a configuration file.
     *
     * @param file its name, for messages
     * @throws UsageException with file and line of the first thing that is wrong
     */
    public static Policy parse(String file, String text) throws UsageException {
        return new PolicyFile(file).policy(text);
    }

    private Policy policy(String text) throws UsageException {
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .filter(node -> !node.getTag().equals(Tag.NULL));
        } catch (MarkedYamlEngineException e) {
            throw at(e.getProblemMark(), "the YAML cannot be read: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new UsageException(file + ": the YAML cannot be read.");
        }
        Mode mode = Policy.DEFAULT.mode();
        Set<ManagedFlag> flags = Policy.DEFAULT.flags();
        List<Policy.NamespaceRule> namespaces = List.of();
        for (NodeTuple entry : root.isPresent() ? entries(root.get(), "the file") : List.<NodeTuple>of()) {
            Node value = entry.getValueNode();
            switch (key(entry)) {
                case "mode" -> mode = mode(value);
                case "flags" -> flags = flags(value);
                case "namespaces" -> namespaces = namespaces(value);
                default -> throw unknown(entry, key(entry), "mode, flags, namespaces");
            }
        }
        return new Policy(mode, flags, namespaces);
    }

    private Set<ManagedFlag> flags(Node node) throws UsageException {
        Set<ManagedFlag> flags = EnumSet.allOf(ManagedFlag.class);
        for (NodeTuple entry : entries(node, "flags")) {
            String key = key(entry);
            ManagedFlag flag = Arrays.stream(ManagedFlag.values())
                    .filter(candidate -> candidate.configKey().equals(key))
                    .findFirst()
                    .orElseThrow(() -> unknown(entry, key, FLAG_KEYS));
            if (!bool(entry.getValueNode(), "flags." + key(entry))) {
                flags.remove(flag);
            }
        }
        return flags;
    }

    private List<Policy.NamespaceRule> namespaces(Node node) throws UsageException {
        List<Policy.NamespaceRule> rules = new ArrayList<>();
        for (Node item : items(node, "namespaces")) {
            List<NamespaceGlob> match = List.of();
            Optional<Mode> mode = Optional.empty();
            for (NodeTuple entry : entries(item, "a rule of namespaces")) {
                switch (key(entry)) {
                    case "match" -> match = globs(entry.getValueNode());
                    case "mode" -> mode = Optional.of(mode(entry.getValueNode()));
                    default -> throw unknown(entry, key(entry), "match, mode");
                }
            }
            if (match.isEmpty() || mode.isEmpty()) {
                throw at(item, "a rule of namespaces needs both match, a list of names, and mode.");
            }
            rules.add(new Policy.NamespaceRule(match, mode.get()));
        }
        return rules;
    }

    private List<NamespaceGlob> globs(Node node) throws UsageException {
        List<NamespaceGlob> globs = new ArrayList<>();
        for (Node item : items(node, "match")) {
            globs.add(NamespaceGlob.parse(string(item, "match"))
                    .orElseThrow(() ->
                            at(item, "match holds names of namespaces, of lower-case letters, digits, - and * only.")));
        }
        return globs;
    }

    private Mode mode(Node node) throws UsageException {
        // A bare off is a boolean to YAML 1.1 and a word to 1.2, which is read here.
        return Mode.parse(string(node, "mode")).orElseThrow(() -> at(node, "mode is one of enforce, audit, off."));
    }

    private boolean bool(Node node, String place) throws UsageException {
        if (!node.getTag().equals(Tag.BOOL)) {
            throw at(node, place + " is true or false.");
        }
        return Boolean.parseBoolean(((ScalarNode) node).getValue());
    }

    private String string(Node node, String place) throws UsageException {
        if (!node.getTag().equals(Tag.STR)) {
            throw at(node, place + " is a word.");
        }
        return ((ScalarNode) node).getValue();
    }

    private List<Node> items(Node node, String place) throws UsageException {
        if (!(node instanceof SequenceNode sequence)) {
            throw at(node, place + " is a list.");
        }
        return sequence.getValue();
    }

    private List<NodeTuple> entries(Node node, String place) throws UsageException {
        if (!(node instanceof MappingNode mapping)) {
            throw at(node, place + " holds keys and values.");
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!seen.add(key(entry))) {
                throw at(entry.getKeyNode(), key(entry) + " is given twice; remove one.");
            }
        }
        return mapping.getValue();
    }

    private String key(NodeTuple entry) throws UsageException {
        return string(entry.getKeyNode(), "a key");
    }

    private UsageException unknown(NodeTuple entry, String key, String known) {
        return at(entry.getKeyNode(), key + " is not known here; known are " + known + ".");
    }

    private UsageException at(Node node, String what) {
        return at(node.getStartMark(), what);
    }

    private UsageException at(Optional<Mark> mark, String what) {
        return new UsageException(file + ":" + mark.map(m -> m.getLine() + 1).orElse(1) + ": " + what);
    }
}
