package dev.hotreload.server.jetty;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** Why a request is not reviewed: the answer's status, and the one sentence it carries where nothing more is to be said. */
public enum RequestError {
    BAD_REQUEST(400, "the request cannot be understood"),
    NOT_FOUND(404, "there is nothing here; reviews are taken at POST /mutate"),
    METHOD_NOT_ALLOWED(405, "reviews are taken by POST only"),
    TOO_LARGE(413, "the body is larger than this server reads"),
    UNSUPPORTED_MEDIA_TYPE(415, "the body has to be application/json"),
    INTERNAL(500, "the review failed by a bug of ours; the log has its uid"),
    DEADLINE(503, "the caller's deadline has passed before work began"),
    OVERLOADED(503, "as many requests are in flight as this server takes; another replica may have room"),
    DRAINING(503, "this server is about to end; another replica may take the request");

    private final int status;
    private final String sentence;

    RequestError(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * Returns what an answer tells the client to do: whether the same request may succeed at another replica, upon which the
     * API server's client tries again, and whether the rest of the connection is of no use any more.
     */
    public Map<String, String> headers() {
        return switch (this) {
            case OVERLOADED, DRAINING -> Map.of("Retry-After", "1", "Connection", "close");
            case TOO_LARGE -> Map.of("Connection", "close");
            default -> Map.of();
        };
    }

    /** Returns the whole of an answer over HTTP/1.1, for a connection that is not asked any more. */
    public String response() {
        String body = json(sentence);
        return "HTTP/1.1 " + status + " " + HttpStatus.getMessage(status) + "\r\n"
                + headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Returns the body of an answer: one line of JSON. The sentence is ours and needs no escapes. */
    public static String json(String sentence) {
        return "{\"error\":\"" + sentence + "\"}\n";
    }

    /** Returns the value of the metrics' label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
