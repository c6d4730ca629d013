package dev.hotreload.review.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Reads one YAML document as kubectl does, with the line of everything in it. JSON is YAML, and is read here too. */
public final class YamlDocument {

    /** More than any object that an API server accepts; aliases that repeat one another soon reach it. */
    private static final int MOST_NODES = 2_000_000;

    /** As deep as Jackson reads JSON, and deeper than any object of Kubernetes. */
    private static final int MOST_LEVELS = 1000;

    private static final int LONGEST_WORDS = 200;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Offset offset;
    private final IdentityHashMap<JsonNode, Node> nodes = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> seen = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> shared = new IdentityHashMap<>();
    private int count;

    private YamlDocument(Offset offset) {
        this.offset = offset;
    }

    /**
     * Reads a document.
     *
     * @param file as the user named it
     * @param piece the document's text, and where it starts
     * @return empty when the text holds nothing but comments
     * @throws UnreadableException with the line of what is wrong
     */
    public static Optional<Document> read(String file, DocumentPiece piece) throws UnreadableException {
        YamlDocument reader = new YamlDocument(piece.offset());
        Optional<Node> root = reader.compose(piece.text());
        if (root.isEmpty() || root.get().getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        JsonNode json = reader.convert(root.get(), 0);
        return Optional.of(new Document(file, Optional.of(piece.offset()), json, reader.nodes, reader.shared));
    }

    private Optional<Node> compose(String text) throws UnreadableException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new KubectlSchema())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                // The whole text at once: what is left of a buffer is copied whenever it is filled again, and a scalar
                // that is
                // longer than the buffer would be copied again and again.
                .setBufferSize(text.length() + 2)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new UnreadableException(
                    line(e.getProblemMark().or(e::getContextMark)), "the YAML cannot be read: " + problem(e));
        } catch (YamlEngineException | StackOverflowError e) {
            throw new UnreadableException(
                    offset.lines() + 1, "the YAML cannot be read: it is nested too deeply, or is not text.");
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        String problem =
                shortened(YamlWords.plain(String.valueOf(e.getProblem()).strip()));
        return problem.endsWith(".") ? problem : problem + ".";
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) + "..." : text;
    }

    private JsonNode convert(Node node, int level) throws UnreadableException {
        if (++count > MOST_NODES) {
            throw new UnreadableException(
                    line(node), "the document has too many parts; do its aliases repeat one another?");
        }
        if (level > MOST_LEVELS) {
            throw new UnreadableException(line(node), "the document is nested too deeply.");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, level);
        }
        if (node instanceof SequenceNode sequence) {
            return array(sequence, level);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        throw new UnreadableException(line(node), "the YAML cannot be read: an alias has no content.");
    }

    private ObjectNode object(MappingNode mapping, int level) throws UnreadableException {
        ObjectNode object = JSON.objectNode();
        remember(object, mapping);
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableException(line(entry.getKeyNode()), "a key is not a string.");
            }
            JsonNode value = convert(entry.getValueNode(), level + 1);
            if (object.has(key.getValue())) {
                throw new UnreadableException(
                        line(key), "the key " + shortened(key.getValue()) + " is given twice; remove one.");
            }
            object.set(key.getValue(), value);
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, int level) throws UnreadableException {
        ArrayNode array = JSON.arrayNode();
        remember(array, sequence);
        for (Node item : sequence.getValue()) {
            array.add(convert(item, level + 1));
        }
        return array;
    }

    private void remember(JsonNode json, Node node) {
        nodes.put(json, node);
        if (seen.put(node, node) != null) {
            shared.put(node, node);
        }
    }

    private static JsonNode scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(KubectlSchema.isTrue(node.getValue()));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return KubectlSchema.number(node.getValue());
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(node.getValue());
    }

    private int line(Node node) {
        return line(node.getStartMark());
    }

    private int line(Optional<Mark> mark) {
        return offset.lines() + mark.map(Mark::getLine).orElse(0) + 1;
    }
}
