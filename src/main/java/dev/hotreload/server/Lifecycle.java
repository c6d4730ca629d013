package dev.hotreload.server;

/** Where the server is in its life. */
final class Lifecycle {

    /** The stages, in their order. */
    enum Stage {
        /** Not yet warm: reviews are answered, and readiness is refused. */
        STARTING,
        SERVING,
        /** Told to end: reviews are answered, on connections that close behind the answer. */
        DRAINING,
        /** The listener is closed: what still comes in on an open connection is sent to another replica. */
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
