package dev.hotreload.admission;

/** What an endpoint is asked about. */
enum Subject {
    /** The pod that a request creates. */
    POD,
    /** The workload that a request creates or changes, and from whose template pods are made. */
    WORKLOAD
}
