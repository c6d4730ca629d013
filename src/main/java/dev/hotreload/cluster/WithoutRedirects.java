package dev.hotreload.cluster;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/**
 * Clients that take a redirect as the answer. An API server redirects nothing of what this tool asks for; something
 * else that answers must not lead the credentials to a third place.
 */
public final class WithoutRedirects extends JdkHttpClientFactory {

    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
        builder.followRedirects(HttpClient.Redirect.NEVER);
    }
}
