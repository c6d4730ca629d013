package dev.hotreload.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A webhook in whose process something fills the heap and never gives it back, as soon as a file exists. */
final class LeakingServer {

    private static final List<byte[]> LEAK = Collections.synchronizedList(new ArrayList<>());

    private LeakingServer() {}

    public static void main(String[] arguments) throws Exception {
        Path trigger = Path.of(arguments[0]);
        // A process that collects garbage all the time needs long for what another does at once.
        ServerOptions options = TestServer.with(
                TestServer.OPTIONS.addresses(),
                new ServerOptions.Drain(Duration.ofMillis(200), Duration.ofSeconds(60)));
        System.exit(ServerProcess.run(options, "test", server -> {
            System.out.println("hot-reload is ready: https://localhost:" + server.port() + "/mutate http://localhost:"
                    + server.managementPort());
            Thread leak = new Thread(() -> fill(trigger));
            leak.setDaemon(true);
            leak.start();
        }));
    }

    private static void fill(Path trigger) {
        try {
            while (!Files.exists(trigger)) {
                Thread.sleep(50);
            }
            for (int size = 1 << 20; size > 1_000; size /= 2) {
                fill(size);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fill(int size) {
        try {
            while (true) {
                LEAK.add(new byte[size]);
            }
        } catch (OutOfMemoryError e) {
            // No room for one more of this size.
        }
    }
}
