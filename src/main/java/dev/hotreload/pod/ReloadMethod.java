package dev.hotreload.pod;

import dev.hotreload.prometheus.Argument;

/** The HTTP method with which a reloader calls. Prometheus takes POST and PUT. Source: Prometheus web/web.go. */
public enum ReloadMethod {
    /** POST or PUT. */
    ALLOWED,
    /** Any other: the answer is 405 whatever the flag. */
    NOT_ALLOWED,
    /** Only the node, or the reloader's own default, tells. */
    UNKNOWN;

    static ReloadMethod of(Argument method) {
        if (!method.isKnown()) {
            return UNKNOWN;
        }
        return method.is("POST") || method.is("PUT") ? ALLOWED : NOT_ALLOWED;
    }
}
