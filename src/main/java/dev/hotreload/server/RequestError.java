package dev.hotreload.server;

import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;

/** Why a request is not reviewed: the answer's status, and the one sentence it carries where nothing more is to be said. */
enum RequestError {
    BAD_REQUEST(400, "the request cannot be understood"),
    NOT_FOUND(404, "there is nothing here; reviews are taken at POST /mutate"),
    METHOD_NOT_ALLOWED(405, "reviews are taken by POST only"),
    TOO_LARGE(413, "the body is larger than this server reads"),
    UNSUPPORTED_MEDIA_TYPE(415, "the body has to be application/json"),
    INTERNAL(500, "the review failed by a bug of ours; the log has its uid"),
    DEADLINE(503, "the caller's deadline has passed before work began"),
    OVERLOADED(503, "as many requests are in flight as this server takes; another replica may have room"),
    DRAINING(503, "this server is about to end; another replica may take the request");

    /** In seconds: the least that can be said. */
    static final String RETRY_AFTER = "1";

    private final int status;
    private final String sentence;

    RequestError(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    /** Returns whether the same request may succeed at another replica: the API server's client then tries again. */
    boolean isRetryable() {
        return this == OVERLOADED || this == DRAINING;
    }

    /** Returns whether the rest of the connection is of no use any more. */
    boolean closesConnection() {
        return isRetryable() || this == TOO_LARGE;
    }

    /** Returns the whole of an answer over HTTP/1.1, for a connection that is not asked any more. */
    String response() {
        String body = json(sentence);
        return "HTTP/1.1 " + status + " " + HttpStatus.getMessage(status) + "\r\n"
                + (isRetryable() ? "Retry-After: " + RETRY_AFTER + "\r\n" : "")
                + "Connection: close\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Returns the body of an answer: one line of JSON. The sentence is ours and needs no escapes. */
    static String json(String sentence) {
        return "{\"error\":\"" + sentence + "\"}\n";
    }

    /** Returns the value of the metrics' label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
