package dev.hotreload.server.jetty;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies of all requests may take together. It is reserved before it is used: for a body while it
 * arrives, and for what the body becomes while it is reviewed. Small bodies, which nearly all are, have a share of
 * their own, so that large ones cannot push them out.
 */
public final class BodyMemory {

    /** What a body of this size needs while it arrives is not counted: the number of connections limits it. */
    static final int SMALL = 32 << 10;

    /** A review takes at most so many times the size of its body. */
    private static final int GROWTH = 12;

    private final Share arriving;
    private final Share small;
    private final Share large;

    /** Divides a heap of this size; what is left of it is for everything else. */
    public BodyMemory(long heap) {
        arriving = new Share(heap / 8);
        small = new Share(heap / 8);
        large = new Share(heap / 8 * 3);
    }

    /** Reserves room for an arriving body that grows by so many bytes; returns whether there is room. */
    boolean arrives(int bytes) {
        return arriving.reserve(bytes);
    }

    void arrived(int bytes) {
        arriving.release(bytes);
    }

    /** Reserves what the review of a body needs; returns whether there is room. */
    boolean reviews(int bytes) {
        return share(bytes).reserve((long) bytes * GROWTH);
    }

    void reviewed(int bytes) {
        share(bytes).release((long) bytes * GROWTH);
    }

    private Share share(int bytes) {
        return bytes <= SMALL ? small : large;
    }

    private static final class Share {
        private final long most;
        private final AtomicLong used = new AtomicLong();

        Share(long most) {
            this.most = most;
        }

        /**
         * One may take more than the whole share when it is alone: otherwise a small heap would never accept a large
         * body.
         */
        boolean reserve(long bytes) {
            long before = used.getAndAdd(bytes);
            if (before == 0 || before + bytes <= most) {
                return true;
            }
            used.addAndGet(-bytes);
            return false;
        }

        void release(long bytes) {
            used.addAndGet(-bytes);
        }
    }
}
