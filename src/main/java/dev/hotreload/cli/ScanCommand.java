package dev.hotreload.cli;

import dev.hotreload.registration.InstallationNames;
import dev.hotreload.review.report.ReportApi;
import dev.hotreload.scan.Scan;
import dev.hotreload.scan.ScanError;
import dev.hotreload.scan.ScanOptions;
import dev.hotreload.scan.ScanResult;
import dev.hotreload.scan.ScanServer;
import dev.hotreload.server.LogFormat;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hot-reload scan}. */
@Command(
        name = "scan",
        description = "Count the running Prometheus servers of a cluster that lack their flags, again and again."
                + " Changes no pod.",
        exitCodeList = {
            "0:shut down by a signal, or with --once: everything was read and written",
            "2:bad usage, a file or a port that cannot be used; with --once: something could not be read or"
                    + " written"
        },
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload scan --once",
            "  hot-reload scan --interval 10m --config config.yaml",
            "  hot-reload scan --reports=openreports",
        })
final class ScanCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The formats of reports. */
    enum Reports {
        openreports(ReportApi.OPENREPORTS),
        policyreport(ReportApi.POLICYREPORT);

        private final ReportApi api;

        Reports(ReportApi api) {
            this.api = api;
        }
    }

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationConverter.Positive.class,
            description = "Time between two scans. Default: 10m.")
    private Duration interval = Duration.ofMinutes(10);

    @Option(names = "--once", description = "Scan once, print the numbers, and exit.")
    private boolean once;

    @Option(
            names = "--reports",
            arity = "0..1",
            fallbackValue = "openreports",
            paramLabel = "openreports|policyreport",
            description = "Write a report into each namespace that has a running Prometheus: a Report of"
                    + " openreports.io, or a PolicyReport of wgpolicyk8s.io. Default: none; without a value:"
                    + " openreports.")
    private @Nullable Reports reports;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The webhook's configuration file: modes and flags. Read before each scan.")
    private @Nullable Path config;

    @Option(
            names = "--registration",
            paramLabel = "NAME",
            description = "The MutatingWebhookConfiguration that says for which namespaces the webhook is. Default:"
                    + " hot-reload.")
    private String registration = InstallationNames.DEFAULT.registration();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Port of /livez, /readyz and /metrics, plain HTTP. 0 picks a free one. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--bind-address",
            paramLabel = "ADDRESS",
            description = "Address that the port listens on. Default: 0.0.0.0.")
    private String bindAddress = "0.0.0.0";

    @Option(names = "--log-format", paramLabel = "json|text", description = "Format of the log lines. Default: json.")
    private LogFormat logFormat = LogFormat.json;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws UsageException, InterruptedException {
        logFormat.use();
        ScanOptions options = new ScanOptions(
                Optional.ofNullable(config),
                InstallationNames.DEFAULT.registered(registration),
                Optional.ofNullable(reports).map(chosen -> chosen.api),
                connection.requestTimeout());
        // A kubeconfig that cannot be used is a mistake of the start, and later only a failed scan.
        connection.client().close();
        Scan scan = new Scan(options, connection::client, Clock.systemUTC());
        return once ? once(scan) : serve(scan);
    }

    private int once(Scan scan) {
        ScanResult result = scan.run();
        PrintWriter err = spec.commandLine().getErr();
        result.errors().stream().map(ScanError::message).forEach(err::println);
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        result.counts().ifPresent(out::println);
        out.flush();
        return result.isSuccess() ? ExitCode.OK : ExitCode.ERROR;
    }

    /** Never returns: SIGTERM, SIGINT and SIGHUP end the process, with exit code 0. */
    private int serve(Scan scan) throws UsageException, InterruptedException {
        ScanServer server = ScanServer.start(
                scan, interval, new ScanServer.Address(bindAddress, port), BuildVersion.number(), Clock.systemUTC());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            // Otherwise the JVM would report the signal instead of the clean end.
                            Runtime.getRuntime().halt(ExitCode.OK);
                        },
                        "shutdown"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("hot-reload " + BuildVersion.number() + " scans: http://localhost:" + server.port() + "/metrics");
        out.flush();
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }
}
