package dev.hotreload.cli;

import dev.hotreload.reload.PrometheusClient;
import dev.hotreload.reload.PrometheusUrl;
import dev.hotreload.reload.ReloadResult;
import dev.hotreload.reload.RequestHeader;
import dev.hotreload.tls.Pem;
import dev.hotreload.tls.Trust;
import dev.hotreload.usage.SafeText;
import dev.hotreload.usage.Terminal;
import dev.hotreload.usage.TextWidth;
import dev.hotreload.usage.UsageException;
import dev.hotreload.usage.WrappedText;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hot-reload reload}. */
@Command(
        name = "reload",
        description = "Ask a running Prometheus to reload, and say whether it did, and why not.",
        exitCodeList = {"0:reloaded", "1:Prometheus refused", "2:bad usage, or Prometheus cannot be reached"},
        footerHeading = "%nExamples:%n%n",
        footer = {
            "  hot-reload reload localhost:9090",
            "  hot-reload reload https://prometheus.example.org/prom --ca ca.pem \\",
            "      --header 'Authorization: Bearer ...'"
        })
final class ReloadCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "http://host:9090, with Prometheus' route prefix if it has one.")
    private String url = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long all of it may take, from the first request to the last answer. Default: 30s.")
    private Duration timeout = Duration.ofSeconds(30);

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            description = "A header to send, NAME:VALUE, for example an Authorization. May be repeated.")
    private List<String> headers = List.of();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust a server whose certificate chains to one of this PEM file.")
    private @Nullable Path authority;

    @Override
    public Integer call() throws UsageException, InterruptedException {
        PrometheusUrl prometheus = PrometheusUrl.parse(url)
                .orElseThrow(() -> wrong("URL begins with http:// or https:// and names a host."));
        if (timeout.isZero()) {
            throw wrong("--timeout has to be longer than 0.");
        }
        List<RequestHeader> sent = headers.stream().map(this::header).toList();
        return new PrometheusClient(http(), prometheus, sent, timeout)
                .reload()
                .fold(result -> reloaded(result, prometheus), this::refused, this::unreachable);
    }

    private int reloaded(ReloadResult.Reloaded result, PrometheusUrl prometheus) {
        WrappedText text = new WrappedText(TextWidth.of(Terminal.OUTPUT));
        text.words(
                "",
                0,
                2,
                result.time()
                        .map(time -> "Reloaded at " + time + ".")
                        .orElse("Reloaded: " + prometheus.base() + " answers as Prometheus does, with 200 and nothing"
                                + " else. Its metrics do not show the time of the load."));
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private int refused(ReloadResult.Refused result) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(SafeText.line("Not reloaded. " + result.why()));
        err.println(SafeText.line("Do: " + result.action()));
        return ExitCode.REFUSED;
    }

    private int unreachable(ReloadResult.Unreachable result) {
        spec.commandLine().getErr().println(SafeText.line("Not reloaded. " + result.why()));
        return ExitCode.ERROR;
    }

    /** The value may be a secret, so that the message does not repeat it. */
    private RequestHeader header(String text) {
        return RequestHeader.parse(text)
                .orElseThrow(
                        () -> wrong("--header is NAME:VALUE, on one line, with a name of letters, digits and dashes;"
                                + " Host, Connection, Content-Length, Expect and Upgrade cannot be set."));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private HttpClient http() throws UsageException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout);
        return authority == null
                ? builder.build()
                : builder.sslContext(trusting(authority)).build();
    }

    private static SSLContext trusting(Path file) throws UsageException {
        TrustManager[] trusted = {Trust.in(Pem.certificates(file))};
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}
