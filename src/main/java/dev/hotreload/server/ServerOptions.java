package dev.hotreload.server;

import dev.hotreload.certificate.ManagedCertificate;
import dev.hotreload.server.jetty.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the webhook is served.
 *
 * @param bindAddress the address both ports listen on
 * @param port of the webhook; 0 picks a free one
 * @param managementPort of health and metrics; 0 picks a free one
 * @param config the configuration file
 * @param filePoll how often files are looked at, besides being watched
 */
public record ServerOptions(
        String bindAddress,
        int port,
        int managementPort,
        Certificate certificate,
        Optional<Clients> clients,
        Optional<Path> config,
        Limits limits,
        Drain drain,
        Duration filePoll) {

    /** Returns the files of certificate, key and authorities that are read; none with a self-signed certificate. */
    List<Path> tlsFiles() {
        List<Path> files = new ArrayList<>();
        if (certificate instanceof Certificate.Files pem) {
            files.add(pem.certificate());
            files.add(pem.key());
        }
        clients.ifPresent(limited -> files.add(limited.authority()));
        return files;
    }

    /** Where the serving certificate comes from. */
    public sealed interface Certificate {
        /** PEM files, read anew when they change. */
        record Files(Path certificate, Path key) implements Certificate {}

        /** Made at start for localhost, and thrown away at the end. */
        record SelfSigned() implements Certificate {}

        /** Looked after by the webhook itself; ended with the server. */
        record Managed(ManagedCertificate certificate) implements Certificate {}
    }

    /**
     * Which clients are let in.
     *
     * @param authority PEM file of the certificates that theirs has to chain to
     * @param names of which theirs has to bear one; empty for any
     */
    public record Clients(Path authority, Set<String> names) {}

    /**
     * How the server ends.
     *
     * @param delay how long it goes on serving after it was told to end, while endpoints are taken out
     * @param most how long requests in flight may take after that
     */
    public record Drain(Duration delay, Duration most) {
        public static final Drain DEFAULT = new Drain(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }
}
