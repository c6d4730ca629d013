package dev.hotreload.server;

/** Where the server is in its life. */
final class Lifecycle {

    /** The stages, in their order. */
    enum Stage {
        /** Not yet warm: reviews are answered, and readiness is refused. */
        STARTING,
        SERVING,
        /** Shutdown was requested: reviews are answered, on connections that are closed after the answer. */
        DRAINING,
        /** The listener is closed: a request on an open connection is sent to another replica. */
        CLOSING
    }

    private volatile Stage stage = Stage.STARTING;

    boolean is(Stage candidate) {
        return stage == candidate;
    }

    void enter(Stage next) {
        stage = next;
    }
}
