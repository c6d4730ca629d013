package dev.hotreload.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON and binds what is asked for. It remembers the place of the first value that has the wrong shape,
 * without the value, and continues after it.
 *
 * <pre>{@code
 * JsonWalk walk = new JsonWalk(parser, "the container");
 * walk.object(field -> {
 *     switch (field) {
 *         case "name" -> walk.string().ifPresent(container::setName);
 *         default -> walk.skip();
 *     }
 * });
 * }</pre>
 */
public final class JsonWalk {

    private final JsonParser parser;
    private final String whole;
    private final int parents;
    private @Nullable String problem;

    /**
     * Walks from the value on which the parser stands; places are relative to it.
     *
     * @param whole what that value is called, for example {@code the pod}
     */
    public JsonWalk(JsonParser parser, String whole) {
        this.parser = parser;
        this.whole = whole;
        parents = parser.getParsingContext().pathAsPointer().toString().length();
    }

    /** Reads a field: the parser stands on its value, and has to be left on the last token of that value. */
    public interface Field {
        void read(String name) throws IOException;
    }

    /** Reads an element of a list, as a field is read. */
    public interface Element {
        void read() throws IOException;
    }

    /** Returns the first value that has the wrong shape, for example {@code spec.containers[0].args is not a list}. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Reads each field of an object; null has none. */
    public void object(Field each) throws IOException {
        if (!is(JsonToken.START_OBJECT, "an object")) {
            return;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            each.read(name);
        }
    }

    /** Reads an object that must be there: null has the wrong shape too. */
    public void requiredObject(Field each) throws IOException {
        if (isNull()) {
            complain(parser.getParsingContext(), "an object");
        }
        object(each);
    }

    /** Reads each element of a list; null has none. */
    public void list(Element each) throws IOException {
        if (!is(JsonToken.START_ARRAY, "a list")) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.read();
        }
    }

    /** Returns a string; empty for null. */
    public Optional<String> string() throws IOException {
        return is(JsonToken.VALUE_STRING, "a string") ? Optional.of(parser.getText()) : Optional.empty();
    }

    /** Returns a string that must be there: null has the wrong shape too. */
    public Optional<String> requiredString() throws IOException {
        if (isNull()) {
            complain(parser.getParsingContext(), "a string");
        }
        return string();
    }

    /** Returns a boolean; null is false. */
    public boolean bool() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        is(JsonToken.VALUE_FALSE, "true or false");
        return false;
    }

    /** Skips a value. */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    /** Returns the wanted entries of an object whose values are strings; null has none. */
    public Map<String, String> strings(Set<String> wanted) throws IOException {
        Map<String, String> strings = new LinkedHashMap<>();
        object(name -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                if (wanted.contains(name)) {
                    strings.put(name, parser.getText());
                }
            } else if (!isNull()) {
                // The name of the entry is the owner's text, which must not be repeated.
                complain(parser.getParsingContext().getParent(), "an object of strings");
                parser.skipChildren();
            }
        });
        return strings;
    }

    /** Returns whether the value is null. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Remembers a problem of the whole, if there was none before. */
    public void complain(String sentence) {
        if (problem == null) {
            problem = sentence;
        }
    }

    private boolean is(JsonToken shape, String wanted) throws IOException {
        if (parser.currentToken() == shape) {
            return true;
        }
        if (!isNull()) {
            complain(parser.getParsingContext(), wanted);
            parser.skipChildren();
        }
        return false;
    }

    private void complain(JsonStreamContext context, String wanted) {
        if (problem == null) {
            problem = place(context.pathAsPointer().toString()) + " is not " + wanted;
        }
    }

    /** Turns {@code /request/object/spec/containers/0/args} into {@code spec.containers[0].args}. */
    private String place(String pointer) {
        StringBuilder place = new StringBuilder();
        for (String segment :
                pointer.substring(Math.min(parents, pointer.length())).split("/", -1)) {
            boolean index = !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
            if (index) {
                place.append('[').append(segment).append(']');
            } else if (!segment.isEmpty()) {
                place.append(place.length() == 0 ? "" : ".").append(segment);
            }
        }
        return place.length() == 0 ? whole : place.toString();
    }
}
