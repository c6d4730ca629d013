package dev.hotreload.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/**
 * Reloads one Prometheus and finds out the result. Source of the answers: Prometheus web/web.go, {@code reload}, and
 * exporter-toolkit web/handler.go.
 */
public final class PrometheusClient {

    /** What Prometheus answers where its lifecycle API is off; any other 403 comes from something in front of it. */
    private static final String LIFECYCLE_OFF = "Lifecycle API is not enabled";

    private static final String ITS_OWN = "Check that the URL is Prometheus' own.";

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Duration timeout;

    /**
     * Prepares the requests; nothing is sent yet.
     *
     * @param http which must not follow redirects: a redirect is an answer to report
     * @param headers sent with each request; an {@code Authorization} wins over the credentials of the URL
     * @param timeout of all requests together, bodies included
     */
    public PrometheusClient(HttpClient http, PrometheusUrl url, List<RequestHeader> headers, Duration timeout) {
        this.http = http;
        this.base = url.base();
        this.timeout = timeout;
        url.authorization().ifPresent(credentials -> this.headers.put("Authorization", credentials));
        headers.forEach(header -> this.headers.put(header.name(), header.value()));
    }

    /** Posts the reload and reports its result. */
    public ReloadResult reload() throws InterruptedException {
        try {
            return reload(new Exchange(http, base, headers, timeout));
        } catch (IOException e) {
            return new ReloadResult.Unreachable(why(e));
        }
    }

    private static ReloadResult reload(Exchange exchange) throws IOException, InterruptedException {
        Answer flags = exchange.send("GET", "/api/v1/status/flags");
        if (flags.isOk() && "false".equals(flag(flags.body(), "web.enable-lifecycle"))) {
            return lifecycleOff();
        }
        String before = loaded(exchange);
        Answer reload = exchange.send("POST", "/-/reload");
        return reload.isOk() ? judge(reload, before, loaded(exchange)) : refused(reload);
    }

    private String why(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "Prometheus did not answer within " + words(timeout) + "; give it more with --timeout.";
        }
        if (e instanceof SSLException) {
            return "TLS with Prometheus fails: it may speak http, or its certificate may need --ca.";
        }
        if (e instanceof ConnectException) {
            return isUnknownHost(e)
                    ? "The name of the host in " + base + " is unknown."
                    : "Nothing listens at " + base + ".";
        }
        if (e instanceof TooLargeException) {
            return "An answer of " + base + " is " + e.getMessage() + ". " + ITS_OWN;
        }
        return e instanceof ProtocolException
                ? base + " does not answer as an HTTP server does. " + ITS_OWN
                : "The connection to " + base + " was lost.";
    }

    private static boolean isUnknownHost(Throwable failure) {
        return failure instanceof UnresolvedAddressException
                || (failure.getCause() != null && isUnknownHost(failure.getCause()));
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static ReloadResult judge(Answer reload, String before, String after) {
        // Prometheus answers after the load, and its clock counts nanoseconds: the same time is not a new load.
        if (!after.isEmpty() && after.equals(before)) {
            return new ReloadResult.Refused(
                    "Prometheus answered 200 and loaded nothing: the time of its last load is the same.", ITS_OWN);
        }
        // Prometheus says nothing more than 200 (web/web.go, reload).
        return after.isEmpty() && !reload.body().isBlank()
                ? new ReloadResult.Refused(
                        "200, but not from Prometheus, whose answer has no body: " + reload.described(), ITS_OWN)
                : new ReloadResult.Reloaded(LoadTime.parse(after));
    }

    private static ReloadResult refused(Answer answer) {
        return switch (answer.status()) {
            case 403 -> forbidden(answer);
            case 404 ->
                new ReloadResult.Refused(
                        "404: there is no /-/reload under this URL.",
                        "Add Prometheus' route prefix to the URL (--web.route-prefix, or the path of"
                                + " --web.external-url).");
            case 405 ->
                new ReloadResult.Refused(
                        "405: something on the way turned the POST into another method.",
                        "Call Prometheus itself, with one slash before the path.");
            case 401 ->
                new ReloadResult.Refused(
                        "401: Prometheus wants credentials (--web.config.file).",
                        "Give them in the URL, http://user:password@host, or with --header.");
            case 400 -> new ReloadResult.Refused("400: Prometheus may speak https only.", "Use https:// in the URL.");
            case 500 ->
                new ReloadResult.Refused(
                        "500: " + answer.message(),
                        "Correct the configuration; the old one stays in force. promtool check config finds the"
                                + " error.");
            case 502, 503, 504 ->
                new ReloadResult.Refused(
                        answer.status() + ": a proxy in front of Prometheus gets no answer from it: "
                                + answer.described(),
                        "See whether Prometheus is ready (/-/ready), or call it without the proxy.");
            case 301, 302, 307, 308 ->
                new ReloadResult.Refused(
                        answer.status() + ": the URL is redirected, and a redirected POST becomes a GET.",
                        "Use the URL that it is redirected to.");
            default -> new ReloadResult.Refused(answer.status() + ": " + answer.described(), ITS_OWN);
        };
    }

    private static ReloadResult forbidden(Answer answer) {
        return answer.body().contains(LIFECYCLE_OFF)
                ? lifecycleOff()
                : new ReloadResult.Refused(
                        "403: something in front of Prometheus refuses the request: " + answer.described(),
                        "Call Prometheus itself, or give a proxy the credentials it wants with --header.");
    }

    private static ReloadResult lifecycleOff() {
        return new ReloadResult.Refused(
                "403: the lifecycle API is off.", "Start Prometheus with --web.enable-lifecycle, or send it SIGHUP.");
    }

    /** Returns Prometheus' own time of the last load as it writes it; empty where its metrics do not show it. */
    private static String loaded(Exchange exchange) throws IOException, InterruptedException {
        Answer metrics = exchange.send("GET", "/metrics");
        return metrics.isOk() ? LoadTime.in(metrics.body()) : "";
    }

    private static String flag(String body, String name) {
        try {
            return new ObjectMapper().readTree(body).path("data").path(name).asText();
        } catch (JsonProcessingException e) {
            // Not Prometheus' answer; what the reload answers decides.
            return "";
        }
    }
}
