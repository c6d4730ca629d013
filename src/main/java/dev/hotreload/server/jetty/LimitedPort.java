package dev.hotreload.server.jetty;

import dev.hotreload.background.BackgroundLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A port of HTTP/1.1 whose clients have limited time and a limited number of connections. */
public final class LimitedPort {

    /** How often clients are looked at, as a part of the shortest time that they have. */
    private static final int SWEEPS = 10;

    /**
     * How many bytes of responses the system keeps for a client that does not read. By default it keeps megabytes,
     * which are thousands of responses to requests that were sent in advance.
     */
    private static final int SEND_BUFFER = 32 << 10;

    private final OpenConnections connections;
    private final Limits.Timeouts timeouts;
    private final BackgroundLoop sweep;
    private long resumed = NanoTime.now();

    /**
     * Makes the limits of a port; {@link #connector} makes the port.
     *
     * @param name of the port, for its thread
     * @param most how many connections may be open at once
     * @param closed called when a connection is closed early
     * @param failures called for unexpected failures
     */
    public LimitedPort(
            String name,
            int most,
            Limits.Timeouts timeouts,
            Consumer<CloseReason> closed,
            Consumer<Throwable> failures) {
        this.timeouts = timeouts;
        connections = new OpenConnections(most, closed);
        sweep = new BackgroundLoop("sweep-" + name, this::sweep, failures);
    }

    /** Returns a connector for HTTP. */
    public ServerConnector connector(Server server, HttpConfiguration http) {
        return limited(new ServerConnector(server, factory(http)));
    }

    /** Returns a connector for HTTPS. */
    public ServerConnector connector(Server server, HttpConfiguration http, SslContextFactory.Server tls) {
        HttpConnectionFactory http11 = factory(http);
        SslConnectionFactory ssl = new SslConnectionFactory(tls, http11.getProtocol());
        // It would refuse clients that name no host, or another one, for example probes by IP address.
        ssl.setEnsureSecureRequestCustomizer(false);
        List<ConnectionFactory> factories = List.of(ssl, http11);
        return limited(new ServerConnector(server, factories.toArray(ConnectionFactory[]::new)));
    }

    private static HttpConnectionFactory factory(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        return new HttpConnectionFactory(http);
    }

    private ServerConnector limited(ServerConnector connector) {
        connector.setIdleTimeout(timeouts.idle().toMillis());
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.addBean(connections);
        return connector;
    }

    /** Starts to watch for slow clients. */
    public void start() {
        sweep.start();
    }

    public void stop() {
        sweep.close();
    }

    /** Sends the clients of idle connections to another replica. */
    public void sendElsewhere() {
        connections.sendElsewhere();
    }

    private void sweep() throws InterruptedException {
        long shortest = Math.min(
                timeouts.requestRead().toNanos(), timeouts.responseRead().toNanos());
        long before = NanoTime.now();
        TimeUnit.NANOSECONDS.sleep(shortest / SWEEPS);
        if (NanoTime.since(before) > shortest / 2) {
            // The process itself was stopped, or had no CPU: its clients are not to blame, and get all their time
            // again.
            resumed = NanoTime.now();
        }
        connections.closeOverdue(timeouts, resumed);
    }
}
