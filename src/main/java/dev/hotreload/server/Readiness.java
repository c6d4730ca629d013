package dev.hotreload.server;

import dev.hotreload.certificate.ManagedCertificate;
import java.util.Optional;

/** Why the server is not ready: the first reason counts. */
record Readiness(Lifecycle lifecycle, ServingTls tls, Optional<ManagedCertificate> managed) {

    /** Returns why reviews should be sent to another replica; empty when the server is ready. */
    Optional<String> unready() {
        if (lifecycle.is(Lifecycle.Stage.STARTING)) {
            return Optional.of("warming up");
        }
        if (!lifecycle.is(Lifecycle.Stage.SERVING)) {
            return Optional.of("shutting down");
        }
        return managed.flatMap(ManagedCertificate::unready).or(tls::invalid);
    }
}
