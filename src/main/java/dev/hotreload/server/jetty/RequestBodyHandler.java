package dev.hotreload.server.jetty;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the body of a request before a thread is given to it, so that slow senders hold no thread. Refuses a body over
 * the limit, and bodies that together would fill the memory. After a refusal it reads on for a while and drops what it
 * reads: if it closed the connection at once, a client that is still sending would see a reset instead of the answer.
 */
public final class RequestBodyHandler extends Handler.Wrapper {

    /** The request attribute that holds the body, a byte array. */
    public static final String BODY = RequestBodyHandler.class.getName();

    private static final int FIRST_BUFFER = 16 << 10;

    private final int limit;
    private final BodyMemory memory;
    private final Consumer<RequestError> errors;
    private final Consumer<Throwable> failures;

    /**
     * Wraps the handler of the reviews.
     *
     * @param limit the largest body that is accepted
     * @param errors called with each refusal
     * @param failures called with unexpected failures
     */
    public RequestBodyHandler(
            int limit, BodyMemory memory, Consumer<RequestError> errors, Consumer<Throwable> failures) {
        this.limit = limit;
        this.memory = memory;
        this.errors = errors;
        this.failures = failures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST")) {
            return super.handle(request, response, callback);
        }
        Body body = new Body(request, response, callback);
        if (request.getLength() > limit) {
            body.refuse(RequestError.TOO_LARGE);
        } else {
            body.read();
        }
        return true;
    }

    /** One body on its way. */
    private final class Body {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private byte[] bytes = new byte[0];
        private int size;
        private int reserved;
        private long dropped;

        Body(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        /** Reads what is there; called again whenever there is more. */
        void read() {
            try {
                for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
                    if (Content.Chunk.isFailure(chunk)) {
                        release();
                        callback.failed(chunk.getFailure());
                        return;
                    }
                    Optional<RequestError> refusal = take(chunk.getByteBuffer());
                    boolean last = chunk.isLast();
                    chunk.release();
                    if (refusal.isPresent()) {
                        refuse(refusal.get());
                        return;
                    }
                    if (last) {
                        review();
                        return;
                    }
                }
                request.demand(this::read);
            } catch (Throwable e) {
                release();
                failures.accept(e);
                errors.accept(RequestError.INTERNAL);
                JsonErrors.refuse(response, callback, RequestError.INTERNAL);
            }
        }

        private Optional<RequestError> take(ByteBuffer chunk) {
            int length = chunk.remaining();
            if (size + length > limit) {
                return Optional.of(RequestError.TOO_LARGE);
            }
            if (size + length > bytes.length && !grow(size + length)) {
                return Optional.of(RequestError.OVERLOADED);
            }
            chunk.get(bytes, size, length);
            size += length;
            return Optional.empty();
        }

        /** Doubles the buffer, up to the length that the client announced, which is only a promise. */
        private boolean grow(int least) {
            long announced = request.getLength() < 0 ? limit : request.getLength();
            long doubled = Math.max(2L * bytes.length, FIRST_BUFFER);
            int next = (int) Math.max(least, Math.min(doubled, announced));
            int more = Math.max(next - BodyMemory.SMALL, 0) - reserved;
            if (more > 0 && !memory.arrives(more)) {
                return false;
            }
            reserved += Math.max(more, 0);
            bytes = Arrays.copyOf(bytes, next);
            return true;
        }

        private void review() throws Exception {
            int taken = size;
            if (!memory.reviews(taken)) {
                refuse(RequestError.OVERLOADED);
                return;
            }
            try {
                request.setAttribute(BODY, taken == bytes.length ? bytes : Arrays.copyOf(bytes, taken));
                bytes = new byte[0];
                if (!RequestBodyHandler.super.handle(request, response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } finally {
                // The client may take its time to read the response, but the memory is free now.
                request.removeAttribute(BODY);
                memory.reviewed(taken);
                release();
            }
        }

        void refuse(RequestError error) {
            release();
            errors.accept(error);
            JsonErrors.refuse(response, Callback.from(this::drop, callback::failed), error);
        }

        private void drop() {
            for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
                dropped += chunk.remaining();
                chunk.release();
                if (chunk.isLast() || Content.Chunk.isFailure(chunk) || dropped > limit) {
                    callback.succeeded();
                    return;
                }
            }
            request.demand(this::drop);
        }

        private void release() {
            memory.arrived(reserved);
            reserved = 0;
            bytes = new byte[0];
        }
    }
}
