package dev.hotreload.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An API server that is asked for JSON, which is read as it comes and never held as a whole. */
public final class ApiServer {

    static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final Duration timeout;

    /**
     * Names an API server; nothing is asked yet.
     *
     * @param timeout of the wait for an answer, and of each pause in it
     */
    public ApiServer(KubernetesClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Reads an answer that comes piece by piece. */
    interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** Returns the host's name. */
    public String host() {
        return client.getMasterUrl().getHost();
    }

    /** Returns the address, without credentials, and the context that names it. */
    public String address() {
        int port = client.getMasterUrl().getPort();
        NamedContext context = client.getConfiguration().getCurrentContext();
        return client.getMasterUrl().getProtocol() + "://" + host() + (port < 0 ? "" : ":" + port)
                + (context == null ? "" : " (context " + context.getName() + ")");
    }

    /**
     * Gets a path.
     *
     * @throws ApiRefusal when the answer is not 2xx
     * @throws IOException when there is no answer, or it is not JSON, or it ends too early
     */
    <T> T get(String path, Reader<T> reader) throws IOException, ApiRefusal {
        HttpResponse<InputStream> response = send(path);
        try (StallGuard body = new StallGuard(response.body(), timeout);
                JsonParser parser = JSON.createParser(body)) {
            if (!response.isSuccessful()) {
                throw new ApiRefusal(response.code(), token(parser));
            }
            return reader.read(parser);
        }
    }

    private HttpResponse<InputStream> send(String path) throws IOException {
        var http = client.getHttpClient();
        String base = client.getMasterUrl().toString();
        String url = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(http.newHttpRequestBuilder().uri(url).build(), InputStream.class);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw ConnectionCause.exception(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Returns the continue token of a Status; empty where there is none. */
    private static String token(JsonParser parser) {
        try {
            JsonNode status = JSON.readTree(parser);
            return status == null ? "" : status.at("/metadata/continue").asText();
        } catch (IOException e) {
            // A proxy's page instead of a Status: the code says enough.
            return "";
        }
    }
}
