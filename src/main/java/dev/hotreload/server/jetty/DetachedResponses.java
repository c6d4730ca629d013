package dev.hotreload.server.jetty;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Collects a response in memory and writes it to the client when the handler has finished, without a thread that waits:
 * a servlet's thread would wait as long as the client does not read. Responses are small here, and a connection has one
 * at a time.
 */
public final class DetachedResponses extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Detached detached = new Detached(request, response);
        return super.handle(request, detached, Callback.from(() -> detached.send(callback), callback::failed));
    }

    private static final class Detached extends Response.Wrapper {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        private boolean last;

        Detached(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean isLast, ByteBuffer bytes, Callback callback) {
            if (bytes != null) {
                body.writeBytes(BufferUtil.toArray(bytes));
                bytes.position(bytes.limit());
            }
            last |= isLast;
            callback.succeeded();
        }

        @Override
        public boolean hasLastWrite() {
            return last;
        }

        @Override
        public void reset() {
            super.reset();
            body.reset();
            last = false;
        }

        void send(Callback callback) {
            getWrapped().write(true, ByteBuffer.wrap(body.toByteArray()), callback);
        }
    }
}
