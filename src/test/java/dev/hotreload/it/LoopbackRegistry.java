package dev.hotreload.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real registry for images and charts, in memory, on the loopback address. */
record LoopbackRegistry(String address, Program program) implements AutoCloseable {

    static LoopbackRegistry start(Path folder) throws IOException {
        String address;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + socket.getLocalPort();
        }
        Path configuration = Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                log: {level: error}
                storage: {inmemory: {}}
                http: {addr: "%s"}
                """.formatted(address));
        LoopbackRegistry registry = new LoopbackRegistry(
                address, Program.start(List.of(RealParts.REGISTRY.toString(), "serve", configuration.toString())));
        await().until(registry::answers);
        return registry;
    }

    private boolean answers() throws InterruptedException {
        assertThat(program.isAlive()).as(program.output()).isTrue();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/v2/"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
