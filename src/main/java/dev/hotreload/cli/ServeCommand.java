package dev.hotreload.cli;

import dev.hotreload.server.HotReloadServer;
import dev.hotreload.server.LogFormat;
import dev.hotreload.server.ServerOptions;
import dev.hotreload.server.ServerProcess;
import dev.hotreload.server.jetty.Limits;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hot-reload serve}. */
@Command(
        name = "serve",
        description = "Serve the webhook.",
        exitCodeList = {
            "0:shut down by a signal",
            "2:bad usage, a file or a port that cannot be used, or an exhausted heap"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload serve --self-signed",
            "  hot-reload serve --tls-cert tls.crt --tls-key tls.key --config config.yaml",
            "",
            "Signals:",
            "",
            "  SIGTERM, SIGINT, SIGHUP  shut down without losing a request",
            "  SIGINT once more         stop without waiting"
        })
final class ServeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Port of the webhook, HTTPS. 0 picks a free one. Default: 10250.")
    private int port = 10250;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Port of /livez, /readyz and /metrics, plain HTTP. 0 picks a free one. Default: 8080.")
    private int managementPort = 8080;

    @Option(
            names = "--bind-address",
            paramLabel = "ADDRESS",
            description = "Address that both ports listen on. Default: 0.0.0.0, and 127.0.0.1 with --self-signed.")
    private String bindAddress = "";

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate chain, PEM. Reloaded when it changes.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Private key, PEM: EC or RSA. Reloaded when it changes.")
    private @Nullable Path key;

    @Option(
            names = "--self-signed",
            description = "To try it out: a throw-away certificate for localhost, 127.0.0.1 and ::1.")
    private boolean selfSigned;

    @ArgGroup(exclusive = false, heading = "Certificates that the webhook manages itself:%n")
    private SelfManagedOptions selfManaged = new SelfManagedOptions();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Accept only clients whose certificate chains to an authority of this PEM file.")
    private @Nullable Path clientAuthority;

    @Option(
            names = "--client-name",
            paramLabel = "NAME",
            split = ",",
            description = "With --client-ca, accept only clients with this common name or subject alternative name."
                    + " May be repeated.")
    private Set<String> clientNames = Set.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file: modes, flags, namespaces. Reloaded when it changes.")
    private @Nullable Path config;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Record reviews with their verdicts in this folder, for hot-reload replay. Values of"
                    + " variables, arguments and annotations are replaced. At most 1000 files and 64 MiB.")
    private @Nullable Path recordings;

    @Option(names = "--log-format", paramLabel = "json|text", description = "Format of the log lines. Default: json.")
    private LogFormat logFormat = LogFormat.json;

    @Option(
            names = "--drain-delay",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to keep serving after a signal to shut down. Default: 5s, and 0s at a terminal.")
    private @Nullable Duration drainDelay;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Reviews in progress at once; others are answered with 503. Default: 256.")
    private int inFlight = Limits.DEFAULT.inFlight();

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Connections of the webhook's port; when there are more, the least deserving one is closed."
                    + " Default: 1024.")
    private int connections = Limits.DEFAULT.connections();

    @Option(
            names = "--max-body-bytes",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Largest request body. Default: 7340032 (7 MiB).")
    private int bodyBytes = Limits.DEFAULT.bodyBytes();

    @Option(
            names = "--max-header-bytes",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Largest request header. Default: 8192.")
    private int headerBytes = Limits.DEFAULT.headerBytes();

    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "How long a connection may be without a request. Default: 120s, which is longer than the 90 s"
                    + " after which the API server's client drops it.")
    private Duration idle = Limits.Timeouts.DEFAULT.idle();

    @Option(
            names = "--request-read-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "How long a request may take to arrive. Default: 5s.")
    private Duration requestRead = Limits.Timeouts.DEFAULT.requestRead();

    @Option(
            names = "--response-read-timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "How long a client may take to read a response. Default: 5s.")
    private Duration responseRead = Limits.Timeouts.DEFAULT.responseRead();

    @Override
    public Integer call() throws UsageException, InterruptedException {
        logFormat.use();
        return ServerProcess.run(options(), BuildVersion.number(), this::announce);
    }

    private void announce(HotReloadServer server) {
        String webhook = "https://localhost:" + server.port() + "/mutate";
        PrintWriter out = spec.commandLine().getOut();
        out.println("hot-reload " + BuildVersion.number() + " is ready: " + webhook + " http://localhost:"
                + server.managementPort());
        if (selfSigned) {
            spec.commandLine()
                    .getErr()
                    .println("The certificate is self-signed, to try it out only: no API server trusts it.");
            out.println("Try it: hot-reload example | curl -sk " + webhook + " " + ExampleCommand.JSON_TYPE + " -d @-");
        }
        spec.commandLine().getErr().flush();
        out.flush();
    }

    private ServerOptions options() throws UsageException {
        return new ServerOptions(
                new ServerOptions.Addresses(address(), port, managementPort),
                certificateSource(),
                clients(),
                Optional.ofNullable(config),
                Optional.ofNullable(recordings),
                new Limits(
                        headerBytes,
                        bodyBytes,
                        inFlight,
                        connections,
                        new Limits.Timeouts(idle, requestRead, responseRead)),
                new ServerOptions.Drain(delay(), ServerOptions.Drain.DEFAULT.most()),
                Duration.ofSeconds(10));
    }

    private String address() {
        if (!bindAddress.isEmpty()) {
            return bindAddress;
        }
        // To try it out, it need not be open to the network.
        return selfSigned ? "127.0.0.1" : "0.0.0.0";
    }

    /** The delay is for endpoints that are removed everywhere; at a terminal there are none. */
    private Duration delay() {
        if (drainDelay != null) {
            return drainDelay;
        }
        return Terminal.INPUT.isThere() ? Duration.ZERO : ServerOptions.Drain.DEFAULT.delay();
    }

    private ServerOptions.Certificate certificateSource() throws UsageException {
        boolean anyFile = certificate != null || key != null;
        long sources = Stream.of(selfManaged.wanted(), selfSigned, anyFile)
                .filter(given -> given)
                .count();
        if (sources == 1 && selfManaged.wanted()) {
            return new ServerOptions.Certificate.Managed(selfManaged.certificate());
        }
        if (sources == 1 && selfSigned) {
            return new ServerOptions.Certificate.SelfSigned();
        }
        if (sources == 1 && certificate != null && key != null) {
            return new ServerOptions.Certificate.Files(certificate, key);
        }
        throw new ParameterException(
                spec.commandLine(),
                "Give either both --tls-cert and --tls-key, or --tls self-managed, or --self-signed to try it out.");
    }

    private Optional<ServerOptions.Clients> clients() {
        if (clientAuthority == null && !clientNames.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--client-name needs --client-ca.");
        }
        return Optional.ofNullable(clientAuthority)
                .map(authority -> new ServerOptions.Clients(authority, Set.copyOf(List.copyOf(clientNames))));
    }
}
