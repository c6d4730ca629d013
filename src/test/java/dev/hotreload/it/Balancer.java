package dev.hotreload.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A Service for tests: passes TCP connections on to the replicas that are in it, in turn. */
final class Balancer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Integer> backends = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Balancer(ServerSocket listener) {
        this.listener = listener;
    }

    static Balancer start() throws IOException {
        Balancer balancer = new Balancer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        daemon(balancer::accept);
        return balancer;
    }

    int port() {
        return listener.getLocalPort();
    }

    /**
     * Writes a kustomization that makes of manifests an installation on this machine, and nothing else: the Service is
     * another name of localhost, and is called on this balancer's port.
     */
    Path kustomization(Path folder, String resource) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("kustomization.yaml"), """
                resources: ["%s"]
                patches:
                  - target: {kind: Service, name: hot-reload}
                    patch: |
                      - {op: add, path: /spec/type, value: ExternalName}
                      - {op: add, path: /spec/externalName, value: localhost}
                  - target: {kind: MutatingWebhookConfiguration}
                    patch: |
                      - {op: replace, path: /webhooks/0/clientConfig/service/port, value: %d}
                """.formatted(resource, port()));
        return folder;
    }

    void add(int backend) {
        backends.add(backend);
    }

    void remove(int backend) {
        backends.remove(Integer.valueOf(backend));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> connect(client));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    /** As kube-proxy's health is late, a backend that does not take the connection is passed over. */
    private void connect(Socket client) {
        for (int i = 0; i < backends.size(); i++) {
            try {
                int backend = backends.get(Math.floorMod(turn.getAndIncrement(), backends.size()));
                Socket server = new Socket(InetAddress.getLoopbackAddress(), backend);
                daemon(() -> copy(client, server));
                copy(server, client);
                return;
            } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
                // The next one.
            }
        }
        close(client);
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
