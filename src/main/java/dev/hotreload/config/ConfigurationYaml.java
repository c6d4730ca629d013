package dev.hotreload.config;

import dev.hotreload.usage.UsageException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML document whose values are asked for by type; each wrong one is an error with file and line. */
final class ConfigurationYaml {

    /** The configuration needs four levels. */
    private static final int MOST_DEPTH = 50;

    private final String file;

    ConfigurationYaml(String file) {
        this.file = file;
    }

    /** Returns the root; empty when the document is. */
    Optional<Node> root(String text) throws UsageException {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            checkDepth(settings, text);
            return new Compose(settings)
                    .composeString(text)
                    .filter(node -> !node.getTag().equals(Tag.NULL));
        } catch (MarkedYamlEngineException e) {
            throw new UsageException(place(e.getProblemMark()) + "the YAML cannot be read: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new UsageException(file + ": the YAML cannot be read.", e);
        }
    }

    /** Events come one after the other, while the composer calls itself for each level. */
    private void checkDepth(LoadSettings settings, String text) throws UsageException {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MOST_DEPTH) {
                throw new UsageException(
                        place(event.getStartMark()) + "the YAML has more than " + MOST_DEPTH + " levels.");
            }
        }
    }

    boolean bool(Node node, String name) throws UsageException {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        throw at(node, name + " is true or false.");
    }

    String string(Node node, String name) throws UsageException {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        throw at(node, name + " is a word.");
    }

    List<Node> items(Node node, String name) throws UsageException {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw at(node, name + " is a list.");
    }

    /** Returns the entries of a mapping, after a check that no key occurs twice. */
    List<NodeTuple> entries(Node node, String name) throws UsageException {
        if (node instanceof MappingNode mapping) {
            Set<String> seen = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                if (!seen.add(key(entry))) {
                    throw at(entry.getKeyNode(), key(entry) + " is given twice; remove one.");
                }
            }
            return mapping.getValue();
        }
        throw at(node, name + " holds keys and values.");
    }

    String key(NodeTuple entry) throws UsageException {
        return string(entry.getKeyNode(), "a key");
    }

    UsageException unknown(NodeTuple entry, String key, String known) {
        return at(entry.getKeyNode(), key + " is not known here; known are " + known + ".");
    }

    UsageException at(Node node, String what) {
        return new UsageException(place(node.getStartMark()) + what);
    }

    private String place(Optional<Mark> mark) {
        return file + ":" + mark.map(m -> m.getLine() + 1).orElse(1) + ": ";
    }
}
