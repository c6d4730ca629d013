package dev.hotreload.server.jetty;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** Why a request is not reviewed: the status of the answer, and its sentence where there is no better one. */
public enum RequestError {
    BAD_REQUEST(400, "the request cannot be understood"),
    NOT_FOUND(404, "there is nothing here; send reviews to POST /mutate"),
    METHOD_NOT_ALLOWED(405, "only POST is accepted here"),
    TOO_LARGE(413, "the body is larger than this server accepts"),
    UNSUPPORTED_MEDIA_TYPE(415, "the content type of the body is not application/json"),
    INTERNAL(500, "internal error; the log of the webhook has a line with the uid of the request"),
    DEADLINE(503, "the caller's deadline passed before work began"),
    OVERLOADED(503, "too many requests are in flight; retry at another replica"),
    DRAINING(503, "this server is shutting down; retry at another replica");

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
     * Returns what the answer asks of the client. With Retry-After the API server retries, and reaches another replica
     * because the connection is closed.
     */
    public Map<String, String> headers() {
        return switch (this) {
            case OVERLOADED, DRAINING -> Map.of("Retry-After", "1", "Connection", "close");
            case TOO_LARGE -> Map.of("Connection", "close");
            default -> Map.of();
        };
    }

    /** Returns a whole answer over HTTP/1.1, for a connection without a request. */
    public String response() {
        String body = json(sentence);
        return "HTTP/1.1 " + status + " " + HttpStatus.getMessage(status) + "\r\n"
                + headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Returns the body of an answer: one line of JSON. The sentence needs no escapes. */
    public static String json(String sentence) {
        return "{\"error\":\"" + sentence + "\"}\n";
    }

    /** Returns the value of the metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
