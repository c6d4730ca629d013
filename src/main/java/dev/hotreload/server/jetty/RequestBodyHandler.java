package dev.hotreload.server.jetty;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the body of a request before a thread is given to it, so that slow senders hold no thread. A body over the limit
 * is refused unread, and so are bodies that together would fill the memory.
 */
public final class RequestBodyHandler extends Handler.Wrapper {

    /** The request attribute that holds the body, a byte array. */
    public static final String BODY = RequestBodyHandler.class.getName();

    private final int limit;
    private final Consumer<RequestError> errors;
    private final long most = Runtime.getRuntime().maxMemory() / 4;
    private final AtomicLong held = new AtomicLong();

    public RequestBodyHandler(int limit, Consumer<RequestError> errors) {
        this.limit = limit;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST")) {
            return super.handle(request, response, callback);
        }
        if (request.getLength() > limit) {
            refuse(response, callback, RequestError.TOO_LARGE);
        } else {
            new Read(request, response, callback).run();
        }
        return true;
    }

    private void refuse(Response response, Callback callback, RequestError error) {
        errors.accept(error);
        JsonErrors.refuse(response, callback, error);
    }

    /** One body on its way; run again whenever more of it is there. */
    private final class Read implements Runnable {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body;
        private final AtomicLong counted = new AtomicLong();

        Read(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = Callback.from(callback, () -> held.addAndGet(-counted.get()));
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
                counted.addAndGet(bytes.length);
                boolean full = held.addAndGet(bytes.length) > most;
                if (full || body.size() + bytes.length > limit) {
                    refuse(response, callback, full ? RequestError.OVERLOADED : RequestError.TOO_LARGE);
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
