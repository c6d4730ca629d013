package dev.hotreload.server;

import java.util.concurrent.atomic.AtomicReference;

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

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.STARTING);

    Stage stage() {
        return stage.get();
    }

    boolean is(Stage candidate) {
        return stage.get() == candidate;
    }

    void enter(Stage next) {
        stage.set(next);
    }
}
