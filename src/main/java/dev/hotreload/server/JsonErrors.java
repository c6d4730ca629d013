package dev.hotreload.server;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty itself refuses, a header that is too large for example, with one line of JSON. */
final class JsonErrors extends ErrorHandler {

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        String json = RequestError.BAD_REQUEST.json(HttpStatus.getMessage(code));
        response.write(true, BufferUtil.toBuffer(json.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
