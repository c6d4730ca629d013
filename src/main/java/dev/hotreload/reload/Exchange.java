package dev.hotreload.reload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to one Prometheus that share one limit of time, bodies included, and one of size for each body. */
final class Exchange {

    /** Prometheus' metrics about itself take less than one. */
    private static final int MOST_BYTES = 16 << 20;

    private final HttpClient http;
    private final URI base;
    private final Map<String, String> headers;
    private final long end;

    /**
     * Starts the clock.
     *
     * @param base without a slash at its end
     * @param timeout of all requests together
     */
    Exchange(HttpClient http, URI base, Map<String, String> headers, Duration timeout) {
        this.http = http;
        this.base = base;
        this.headers = headers;
        this.end = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Sends a request without a body.
     *
     * @throws HttpTimeoutException when the time is over before the whole body is there
     * @throws IOException when there is no answer, or it is too large
     */
    Answer send(String method, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request.build(), head -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> received = response.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Answer(received.statusCode(), new String(received.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            response.cancel(true);
            HttpTimeoutException timeout = new HttpTimeoutException("the time is over");
            timeout.initCause(e);
            throw timeout;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
