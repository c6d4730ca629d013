package dev.hotreload.review.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Optional;
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
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads one YAML document, with the line of everything in it. JSON is YAML and is read here as well. */
final class YamlDocument {

    /** More than any object that an API server takes; aliases that repeat one another come to it soon. */
    private static final int MOST_NODES = 2_000_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int offset;
    private final IdentityHashMap<JsonNode, Node> nodes = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> seen = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> shared = new IdentityHashMap<>();
    private int count;

    private YamlDocument(int offset) {
        this.offset = offset;
    }

    /**
     * Reads a document.
     *
     * @param offset how many lines of the file stand before it
     * @param characters how many characters of the file do
     * @return empty when it holds nothing but comments
     * @throws UnreadableException with the line of what is wrong
     */
    static Optional<Document> read(String file, int offset, int characters, String text) throws UnreadableException {
        YamlDocument reader = new YamlDocument(offset);
        Optional<Node> root = reader.compose(text);
        if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        JsonNode json = reader.convert(root.get());
        return Optional.of(new Document(file, offset, characters, json, reader.nodes, reader.shared));
    }

    private Optional<Node> compose(String text) throws UnreadableException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new UnreadableException(
                    line(e.getProblemMark().or(e::getContextMark)), "the YAML cannot be read: " + problem(e));
        } catch (YamlEngineException | StackOverflowError e) {
            throw new UnreadableException(
                    offset + 1, "the YAML cannot be read: it is nested too deeply, or is no text.");
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem()).strip();
        return problem.endsWith(".") ? problem : problem + ".";
    }

    private JsonNode convert(Node node) throws UnreadableException {
        if (++count > MOST_NODES) {
            throw new UnreadableException(
                    line(node), "the document has too many parts; do its aliases repeat one another?");
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            remember(object, node);
            for (NodeTuple entry : mapping.getValue()) {
                put(object, entry);
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            remember(array, node);
            for (Node item : sequence.getValue()) {
                array.add(convert(item));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private void remember(JsonNode json, Node node) {
        nodes.put(json, node);
        if (seen.put(node, node) != null) {
            shared.put(node, node);
        }
    }

    private void put(ObjectNode object, NodeTuple entry) throws UnreadableException {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new UnreadableException(line(entry.getKeyNode()), "a key is no word.");
        }
        JsonNode value = convert(entry.getValueNode());
        if (object.has(key.getValue())) {
            throw new UnreadableException(line(key), "the key " + key.getValue() + " is given twice; remove one.");
        }
        object.set(key.getValue(), value);
    }

    private JsonNode scalar(ScalarNode node) {
        String value = node.getValue();
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(
                        value.startsWith("0x") ? new BigInteger(value.substring(2), 16) : new BigInteger(value));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(new BigDecimal(value));
            }
        } catch (NumberFormatException e) {
            // Infinity, octal numbers: no field that is looked at holds them.
            return JSON.textNode(value);
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(value));
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(value);
    }

    private int line(Node node) {
        return line(node.getStartMark());
    }

    private int line(Optional<Mark> mark) {
        return offset + mark.map(Mark::getLine).orElse(0) + 1;
    }
}
