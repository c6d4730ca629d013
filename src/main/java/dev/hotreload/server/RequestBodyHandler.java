package dev.hotreload.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the body of a request before a thread is given to it, so that slow senders hold no thread. A body over the limit
 * is refused unread.
 */
final class RequestBodyHandler extends Handler.Wrapper {

    /** The request attribute that holds the body, a byte array. */
    static final String BODY = RequestBodyHandler.class.getName();

    private final int limit;
    private final Metrics metrics;

    RequestBodyHandler(int limit, Metrics metrics) {
        this.limit = limit;
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST")) {
            return super.handle(request, response, callback);
        }
        if (request.getLength() > limit) {
            refuse(request, response, callback);
        } else {
            new Read(request, response, callback).run();
        }
        return true;
    }

    private void refuse(Request request, Response response, Callback callback) {
        RequestError error = RequestError.TOO_LARGE;
        metrics.error(error);
        response.setStatus(error.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] body = error.json(error.sentence()).getBytes(StandardCharsets.UTF_8);
        response.write(true, BufferUtil.toBuffer(body), callback);
    }

    /** One body on its way; run again whenever more of it is there. */
    private final class Read implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body;

        Read(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
            // Not more than a usual review at once: a length is only a promise.
            body = new ByteArrayOutputStream((int) Math.min(Math.max(request.getLength(), 0), 1 << 16));
        }

        @Override
        public void run() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    callback.failed(chunk.getFailure());
                    return;
                }
                byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
                boolean last = chunk.isLast();
                chunk.release();
                if (body.size() + bytes.length > limit) {
                    refuse(request, response, callback);
                    return;
                }
                body.writeBytes(bytes);
                if (last) {
                    pass();
                    return;
                }
            }
        }

        private void pass() {
            request.setAttribute(BODY, body.toByteArray());
            try {
                if (!RequestBodyHandler.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception e) {
                callback.failed(e);
            }
        }
    }
}
