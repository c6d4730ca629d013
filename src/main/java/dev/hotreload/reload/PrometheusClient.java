package dev.hotreload.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Reloads one Prometheus and finds out what came of it. Source of the answers: Prometheus web/web.go, {@code reload}, and
 * exporter-toolkit web/handler.go.
 */
public final class PrometheusClient {

    private static final Pattern LOADED =
            Pattern.compile("(?m)^prometheus_config_last_reload_success_timestamp_seconds(?:\\{[^}]*})? (\\S+)");

    private static final int LONGEST_MESSAGE = 500;

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;
    private final Duration timeout;

    /**
     * Takes whom to ask.
     *
     * @param url with its route prefix, and with user info where credentials are needed
     * @param headers sent with each request
     * @param timeout of each request
     */
    public PrometheusClient(HttpClient http, URI url, Map<String, String> headers, Duration timeout) {
        this.http = http;
        this.base = withoutUserInfo(url);
        this.headers = new TreeMap<>(headers);
        this.timeout = timeout;
        if (url.getUserInfo() != null) {
            byte[] credentials = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
            this.headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
    }

    /** Posts the reload and tells what came of it. */
    public ReloadResult reload() throws InterruptedException {
        try {
            HttpResponse<String> flags = send("GET", "/api/v1/status/flags");
            if (flags.statusCode() == 200 && "false".equals(flag(flags.body(), "web.enable-lifecycle"))) {
                return lifecycleOff();
            }
            String before = loaded();
            HttpResponse<String> reload = send("POST", "/-/reload");
            return reload.statusCode() == 200 ? judge(before) : refused(reload);
        } catch (HttpTimeoutException e) {
            return new ReloadResult.Unreachable(
                    "Prometheus did not answer within " + timeout.toSeconds() + " s; give it more with --timeout.");
        } catch (SSLException e) {
            return new ReloadResult.Unreachable(
                    "TLS with Prometheus fails: it may speak http, or its certificate may need --ca.");
        } catch (ConnectException e) {
            return new ReloadResult.Unreachable("Nothing listens at " + base + ".");
        } catch (IOException e) {
            return new ReloadResult.Unreachable(
                    "The connection to " + base + " broke (" + e.getClass().getSimpleName() + ").");
        }
    }

    private ReloadResult judge(String before) throws IOException, InterruptedException {
        String after = loaded();
        // Prometheus answers behind the load, and its clock counts nanoseconds: the same time is no new load.
        return !after.isEmpty() && after.equals(before)
                ? new ReloadResult.Refused(
                        "Prometheus answered 200 and loaded nothing: the time of its last load is the same.",
                        "Check that the URL is Prometheus' own.")
                : new ReloadResult.Reloaded(after);
    }

    private static ReloadResult refused(HttpResponse<String> response) {
        String said = oneLine(response.body());
        return switch (response.statusCode()) {
            case 403 -> lifecycleOff();
            case 404 ->
                new ReloadResult.Refused(
                        "404: there is no /-/reload under this URL.",
                        "Add Prometheus' route prefix to the URL (--web.route-prefix, or the path of --web.external-url).");
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
                        "500: " + said,
                        "Correct the configuration; the old one stays in force. promtool check config finds it.");
            case 301, 302, 307, 308 ->
                new ReloadResult.Refused(
                        response.statusCode() + ": the URL is redirected, and a redirected POST becomes a GET.",
                        "Use the URL that it is redirected to.");
            default ->
                new ReloadResult.Refused(response.statusCode() + ": " + said, "Check that the URL is Prometheus' own.");
        };
    }

    private static ReloadResult lifecycleOff() {
        return new ReloadResult.Refused(
                "403: the lifecycle API is off.", "Start Prometheus with --web.enable-lifecycle, or send it SIGHUP.");
    }

    /** Returns Prometheus' own time of the last load; empty where its metrics do not tell. */
    private String loaded() throws IOException, InterruptedException {
        HttpResponse<String> metrics = send("GET", "/metrics");
        Matcher matcher = LOADED.matcher(metrics.statusCode() == 200 ? metrics.body() : "");
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String flag(String body, String name) {
        try {
            return new ObjectMapper().readTree(body).path("data").path(name).asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI withoutUserInfo(URI url) {
        String text = url.getScheme() + "://" + authority(url)
                + Optional.ofNullable(url.getRawPath()).orElse("");
        return URI.create(text.replaceAll("/+$", ""));
    }

    private static String authority(URI url) {
        String authority = url.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static String oneLine(String body) {
        String line = body.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "..." : line;
    }
}
