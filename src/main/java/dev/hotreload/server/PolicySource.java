package dev.hotreload.server;

import dev.hotreload.config.PolicyFile;
import dev.hotreload.decision.Policy;
import dev.hotreload.usage.NamedFile;
import dev.hotreload.usage.Sha256;
import dev.hotreload.usage.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy in force: the last good one of the configuration file. */
final class PolicySource {

    private static final Logger LOG = LoggerFactory.getLogger(PolicySource.class);

    private final Optional<Path> file;
    private final Metrics metrics;
    private volatile Policy policy;

    /**
     * Loads the file.
     *
     * @throws UsageException when it cannot be used
     */
    PolicySource(Optional<Path> file, Metrics metrics) throws UsageException {
        this.file = file;
        this.metrics = metrics;
        policy = load();
        metrics.config().loaded();
    }

    Policy policy() {
        return policy;
    }

    /** Loads the file again; keeps the current policy when the file cannot be used. */
    void reload() {
        boolean loaded = false;
        try {
            policy = load();
            loaded = true;
            LOG.atInfo().addKeyValue("mode", policy.mode()).log("Configuration reloaded");
        } catch (UsageException e) {
            LOG.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("Cannot use the new configuration; keeping the current one");
        } finally {
            metrics.config().reloaded(loaded ? ReloadResult.SUCCESS : ReloadResult.FAILURE);
        }
    }

    private Policy load() throws UsageException {
        if (file.isEmpty()) {
            metrics.configInForce("");
            return Policy.DEFAULT;
        }
        byte[] content = NamedFile.bytes(file.get());
        Policy loaded = PolicyFile.parse(file.get().toString(), new String(content, StandardCharsets.UTF_8));
        metrics.configInForce(Sha256.hex(content));
        return loaded;
    }
}
