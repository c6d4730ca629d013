package dev.hotreload.cluster;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The objects of one resource, read 500 a page and one object at a time: no page is ever held as a whole. */
public final class ResourceList {

    private static final int PAGE = 500;

    private final ApiServer server;
    private final String path;
    private final Set<String> seen = new HashSet<>();

    /**
     * Names a list; nothing is asked yet.
     *
     * @param api the path of the API group, for example {@code /apis/apps/v1}
     * @param plural the resource, for example {@code deployments}
     */
    public ResourceList(ApiServer server, String api, String plural, Scope scope) {
        this.server = server;
        this.path = api
                + scope.namespace().map(only -> "/namespaces/" + encoded(only)).orElse("")
                + "/" + plural + "?limit=" + PAGE
                + (scope.selector().isEmpty() ? "" : "&labelSelector=" + encoded(scope.selector()));
    }

    /**
     * What of a cluster is listed.
     *
     * @param namespace the only one; empty for all
     * @param selector of labels, as {@code kubectl -l} takes it; empty for all
     */
    public record Scope(Optional<String> namespace, String selector) {}

    /** Returns how many objects have been read. */
    public int size() {
        return seen.size();
    }

    /**
     * Reads all objects, each once.
     *
     * <p>A continue token lives some minutes. When it has expired, the API server may give another one; otherwise the
     * list starts again, once, and objects that were read before are passed over
     * (kubernetes.io/docs/reference/using-api/api-concepts, retrieving large results sets in chunks).
     *
     * @throws ApiRefusal when the API server does not give a page
     * @throws IOException when it cannot be reached, or its answer is not a list
     */
    public void forEach(Consumer<ObjectNode> each) throws IOException, ApiRefusal {
        String token = "";
        boolean mayExpire = true;
        do {
            try {
                token = page(token, each);
            } catch (ApiRefusal refusal) {
                if (!refusal.isExpired() || !mayExpire) {
                    throw refusal;
                }
                mayExpire = false;
                token = refusal.nextToken().isEmpty() ? page("", each) : refusal.nextToken();
            }
        } while (!token.isEmpty());
    }

    /** Reads one page and returns the token of the next; empty after the last. */
    private String page(String token, Consumer<ObjectNode> each) throws IOException, ApiRefusal {
        int before = seen.size();
        String next = server.get(
                path + (token.isEmpty() ? "" : "&continue=" + encoded(token)), parser -> items(parser, each));
        if (next.equals(token) && !next.isEmpty() && seen.size() == before) {
            throw new IOException("the API server sends the same page again and again");
        }
        return next;
    }

    private String items(JsonParser parser, Consumer<ObjectNode> each) throws IOException {
        String next = "";
        boolean isList = false;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "not an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            isList |= field.equals("items");
            if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    item(ApiServer.JSON.readTree(parser), each);
                }
            } else if (field.equals("metadata")) {
                JsonNode metadata = ApiServer.JSON.readTree(parser);
                next = metadata.path("continue").asText();
            } else {
                parser.skipChildren();
            }
        }
        if (!isList) {
            throw new JsonParseException(parser, "not a list");
        }
        return next;
    }

    private void item(ObjectNode object, Consumer<ObjectNode> each) {
        JsonNode metadata = object.path("metadata");
        String name = metadata.path("namespace").asText() + "/"
                + metadata.path("name").asText();
        if (seen.add(name)) {
            each.accept(object);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
