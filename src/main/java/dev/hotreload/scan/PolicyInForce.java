package dev.hotreload.scan;

import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The policy of the webhook's configuration file: the last good one. Belongs to one thread. */
final class PolicyInForce {

    private final Optional<Path> file;
    private Policy policy;

    /**
     * Reads the file.
     *
     * @throws UsageException when it cannot be used
     */
    PolicyInForce(Optional<Path> file) throws UsageException {
        this.file = file;
        policy = read(file);
    }

    Policy policy() {
        return policy;
    }

    /** Reads the file again; returns why the policy stays as it is, nothing when the file is good. */
    List<ScanError> reload() {
        try {
            policy = read(file);
            return List.of();
        } catch (UsageException e) {
            return List.of(new ScanError(ScanError.Kind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    private static Policy read(Optional<Path> file) throws UsageException {
        return file.isPresent() ? PolicyFile.read(file.get()) : Policy.DEFAULT;
    }
}
