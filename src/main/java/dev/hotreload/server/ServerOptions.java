package dev.hotreload.server;

import dev.hotreload.certificate.ManagedCertificate;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.usage.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the webhook is served.
 *
 * @param clients which clients are accepted; empty for any
 * @param config the configuration file
 * @param recordings the folder into which reviews are recorded; empty to record none
 * @param filePoll how often files are read to see changes, besides being watched
 */
public record ServerOptions(
        Addresses addresses,
        Certificate certificate,
        Optional<Clients> clients,
        Optional<Path> config,
        Optional<Path> recordings,
        Limits limits,
        Drain drain,
        Duration filePoll) {

    /** Returns the files of certificate, key and authorities; none with a self-signed certificate. */
    Stream<Path> tlsFiles() {
        return Stream.concat(certificate.files(), clients.map(Clients::authority).stream());
    }

    /**
     * Where the server listens.
     *
     * @param bind the address of both ports
     * @param port of the webhook; 0 picks a free one
     * @param managementPort of health and metrics; 0 picks a free one
     */
    public record Addresses(String bind, int port, int managementPort) {

        static final String PORT = "--port";
        static final String MANAGEMENT_PORT = "--management-port";

        ListenAddress webhook() {
            return new ListenAddress(bind, port);
        }

        ListenAddress management() {
            return new ListenAddress(bind, managementPort);
        }

        /**
         * Finds out whether both ports can be opened.
         *
         * @throws UsageException when one cannot
         */
        void require() throws UsageException {
            if (port > 0 && port == managementPort) {
                throw new UsageException(
                        PORT + " and " + MANAGEMENT_PORT + " are both " + port + "; give one of them another number.");
            }
            management().require(MANAGEMENT_PORT);
            webhook().require(PORT);
        }

        /** Returns the address under which this machine reaches itself, as the host of a URL. */
        String loopback() {
            if (bind.equals("0.0.0.0")) {
                return "127.0.0.1";
            }
            return bind.contains(":") ? "[" + (bind.equals("::") ? "::1" : bind) + "]" : bind;
        }
    }

    /** Where the serving certificate comes from. */
    public sealed interface Certificate {

        /** Returns the files that it is read from. */
        default Stream<Path> files() {
            return Stream.empty();
        }

        /** Returns the certificate that the webhook manages itself; empty with any other. */
        default Optional<ManagedCertificate> managed() {
            return Optional.empty();
        }

        /** PEM files, reloaded when they change. */
        record Files(Path certificate, Path key) implements Certificate {
            @Override
            public Stream<Path> files() {
                return Stream.of(certificate, key);
            }
        }

        /** Made at start for localhost, and gone at the end. */
        record SelfSigned() implements Certificate {}

        /** Managed by the webhook itself; closed with the server. */
        record Managed(ManagedCertificate certificate) implements Certificate {
            @Override
            public Optional<ManagedCertificate> managed() {
                return Optional.of(certificate);
            }
        }
    }

    /**
     * Which clients are accepted.
     *
     * @param authority PEM file of the authorities that their certificates have to chain to
     * @param names of which a certificate has to hold one; empty for any
     */
    public record Clients(Path authority, Set<String> names) {}

    /**
     * How the server shuts down.
     *
     * @param delay how long it serves on after the request to shut down, until its endpoint is removed everywhere
     * @param most how long requests in flight may take after that
     */
    public record Drain(Duration delay, Duration most) {
        public static final Drain DEFAULT = new Drain(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }
}
