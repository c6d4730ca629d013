package dev.hotreload.server;

import java.net.http.HttpClient;
import javax.net.ssl.KeyManager;

/** A TLS client for tests that are not about the client's side. */
public final class TestClient {

    private TestClient() {}

    public static HttpClient trusting() {
        return TestServer.client(TestServer.trustingContext(new KeyManager[0]));
    }
}
