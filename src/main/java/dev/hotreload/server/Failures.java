package dev.hotreload.server;

/** Counts unexpected failures, and shows them to the guard of the heap. */
record Failures(Metrics metrics, HeapGuard heap) {

    void inRequest(Throwable failure) {
        metrics.failed(Metrics.FailurePlace.REQUEST);
        heap.failed(failure);
    }

    void inBackground(Throwable failure) {
        metrics.failed(Metrics.FailurePlace.BACKGROUND);
        heap.failed(failure);
    }
}
