package dev.hotreload.server.jetty;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, a header that is too large for example, with one line of JSON. */
public final class JsonErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            // Jetty's own word while it ends: the API server tries again, elsewhere, only where it is told to.
            refuse(response, callback, RequestError.DRAINING);
        } else {
            write(response, callback, HttpStatus.getMessage(code));
        }
    }

    /** Answers with an error of ours, and ends the request. */
    public static void refuse(Response response, Callback callback, RequestError error) {
        response.setStatus(error.status());
        error.headers().forEach(response.getHeaders()::put);
        write(response, callback, error.sentence());
    }

    /** Writes an answer whose status is set already, and ends the request. */
    private static void write(Response response, Callback callback, String sentence) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        byte[] body = RequestError.json(sentence).getBytes(StandardCharsets.UTF_8);
        response.write(true, BufferUtil.toBuffer(body), callback);
    }
}
