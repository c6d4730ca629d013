package dev.hotreload.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** An API server that is asked for JSON, which is read as it comes and never held as a whole. */
public final class ApiServer {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String VERSION = "/version";

    /** Of HTTP; fabric8 has lower codes for everything that is not an answer. */
    private static final int FIRST_STATUS = 100;

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

    /** Returns the address, without credentials, and the context that names it, with its file. */
    public String address() {
        return address(client.getConfiguration());
    }

    /** Returns the address that a configuration names, as {@link #address()} does. */
    public static String address(Config config) {
        URI server = URI.create(config.getMasterUrl());
        NamedContext context = config.getCurrentContext();
        File file = config.getFile();
        return server.getScheme() + "://" + server.getHost() + (server.getPort() < 0 ? "" : ":" + server.getPort())
                + (context == null ? "" : " (context " + context.getName() + (file == null ? "" : " in " + file) + ")");
    }

    /**
     * Asks the API server for its version.
     *
     * @param known makes something of the version, for example {@code v1.36.3}
     * @param failed makes something of why there is none
     */
    public <T> T version(Function<String, T> known, Function<ApiFailure, T> failed) {
        try {
            String version = get(VERSION, parser -> {
                JsonNode answer = JSON.readTree(parser);
                return answer == null ? "" : answer.path("gitVersion").asText();
            });
            return version.isEmpty()
                    ? failed.apply(new ApiFailure(
                            address(),
                            "answers " + VERSION + " without a version: not a Kubernetes API server",
                            "Check the server's address in the kubeconfig."))
                    : known.apply(version);
        } catch (ApiRefusal refusal) {
            return failed.apply(refused(refusal, VERSION));
        } catch (IOException e) {
            return failed.apply(unreachable(e));
        }
    }

    /**
     * Returns what the API server answers to a path that it hands on to a Service: what it says itself when it cannot
     * reach the Service's pods, and otherwise empty, whatever those answer.
     *
     * @throws ApiRefusal when it does not hand it on: the right is missing
     * @throws IOException when there is no answer, or it is not JSON
     */
    public Optional<String> proxyFailure(String path) throws IOException, ApiRefusal {
        try {
            get(path, parser -> "");
            return Optional.empty();
        } catch (ApiRefusal refusal) {
            if (refusal.isForbidden() || refusal.isUnauthorized()) {
                throw refusal;
            }
            // The pods' own answer is not a Status.
            return Optional.of(refusal.said()).filter(words -> !words.isEmpty());
        }
    }

    /** Returns why there was no answer. */
    public ApiFailure unreachable(Throwable failure) {
        ConnectionCause cause = ConnectionCause.of(failure);
        return new ApiFailure(address(), cause.sentence(timeout), cause.advice());
    }

    /** Returns why the answer is not what was asked for: a path, or what was to be done. */
    public ApiFailure refused(ApiRefusal refusal, String asked) {
        return ApiFailure.answered(address(), asked, refusal.code(), refusal.said());
    }

    /** Returns what a failure of the client says. */
    public ApiFailure failure(KubernetesClientException e) {
        if (e.getCode() < FIRST_STATUS) {
            return unreachable(e);
        }
        String message =
                Optional.ofNullable(e.getStatus()).map(Status::getMessage).orElse("");
        return ApiFailure.answered(address(), "this step", e.getCode(), message);
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
                JsonNode status = status(parser);
                throw new ApiRefusal(
                        response.code(),
                        status.at("/metadata/continue").asText(),
                        status.path("kind").asText().equals("Status")
                                ? status.path("message").asText()
                                : "");
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

    /** Returns a Status; a missing node where the answer is another one. */
    private static JsonNode status(JsonParser parser) {
        try {
            JsonNode status = JSON.readTree(parser);
            return status == null ? MissingNode.getInstance() : status;
        } catch (IOException e) {
            // A proxy's page instead of a Status: the code says enough.
            return MissingNode.getInstance();
        }
    }
}
