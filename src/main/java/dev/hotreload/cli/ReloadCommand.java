package dev.hotreload.cli;

import dev.hotreload.reload.PrometheusClient;
import dev.hotreload.reload.ReloadResult;
import dev.hotreload.tls.Pem;
import dev.hotreload.tls.Trust;
import dev.hotreload.usage.UsageException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        description = "Ask a running Prometheus to reload, and tell whether it did and why not.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:reloaded", "1:Prometheus refused", "2:bad usage, or Prometheus cannot be reached"})
final class ReloadCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "http://host:9090, with Prometheus' route prefix if it has one.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private URI url;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long each answer may take. Default: 30s.")
    private Duration timeout = Duration.ofSeconds(30);

    @Option(
            names = "--header",
            paramLabel = "NAME:VALUE",
            description = "A header to send, for example an Authorization. May be repeated.")
    private List<String> headers = List.of();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Trust a server whose certificate chains to one of this PEM file.")
    private @Nullable Path authority;

    @Override
    public Integer call() throws UsageException, InterruptedException {
        if (url.getRawAuthority() == null || !List.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw new ParameterException(spec.commandLine(), "URL begins with http:// or https:// and names a host.");
        }
        PrometheusClient client = new PrometheusClient(http(), url, headers(), timeout);
        PrintWriter out = spec.commandLine().getOut();
        ReloadResult outcome = client.reload();
        if (outcome instanceof ReloadResult.Reloaded reloaded) {
            out.println("Reloaded" + (reloaded.seconds().isEmpty() ? "." : " at " + time(reloaded.seconds()) + "."));
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        if (outcome instanceof ReloadResult.Refused refused) {
            err.println("Not reloaded. " + refused.why());
            err.println("Do: " + refused.action());
            return 1;
        }
        err.println("Not reloaded. " + ((ReloadResult.Unreachable) outcome).why());
        return 2;
    }

    private Map<String, String> headers() {
        Map<String, String> map = new HashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new ParameterException(spec.commandLine(), "--header takes NAME:VALUE.");
            }
            map.put(
                    header.substring(0, colon).trim(),
                    header.substring(colon + 1).trim());
        }
        return map;
    }

    /** A redirect is an answer to tell, not one to follow. */
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

    private static String time(String seconds) {
        return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue())
                .toString();
    }
}
