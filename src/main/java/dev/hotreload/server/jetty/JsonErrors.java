package dev.hotreload.server.jetty;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, for example a header that is too large, with one line of JSON. */
public final class JsonErrors extends ErrorHandler {

    /** Every method gets an answer with a body: Jetty gives one to GET, POST and HEAD only. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            // Jetty's own answer while it stops: the API server retries, at another replica, only with Retry-After.
            refuse(response, callback, RequestError.DRAINING);
        } else {
            write(response, callback, HttpStatus.getMessage(code));
        }
    }

    /** Answers with one of our errors. */
    static void refuse(Response response, Callback callback, RequestError error) {
        response.setStatus(error.status());
        error.headers().forEach(response.getHeaders()::put);
        write(response, callback, error.sentence());
    }

    /** Writes a body to an answer whose status is set already. */
    private static void write(Response response, Callback callback, String sentence) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        byte[] body = RequestError.json(sentence).getBytes(StandardCharsets.UTF_8);
        response.write(true, BufferUtil.toBuffer(body), callback);
    }
}
