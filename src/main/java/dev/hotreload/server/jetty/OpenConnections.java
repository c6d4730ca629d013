package dev.hotreload.server.jetty;

import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * The connections of one port. A new connection is always accepted: when there are too many, the least deserving one is
 * closed for it, so that nobody can lock others out by opening connections.
 */
final class OpenConnections implements Connection.Listener {

    private final Map<Connection, OpenConnection> connections = new ConcurrentHashMap<>();
    private final int most;
    private final Consumer<CloseReason> closed;

    /**
     * Starts with none.
     *
     * @param most how many may be open at once
     * @param closed called when one is closed early
     */
    OpenConnections(int most, Consumer<CloseReason> closed) {
        this.most = most;
        this.closed = closed;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            // Again when another thread has chosen the same one: there would be more each time.
            while (connections.size() >= most) {
                connections.values().stream()
                        .min(OpenConnection.leastDeserving())
                        .ifPresent(victim -> close(victim, CloseReason.TOO_MANY));
            }
            connections.put(connection, new OpenConnection(http));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /**
     * Closes the connections whose clients have used up their time.
     *
     * @param resumed since when this process has been running without a pause; time before that does not count
     */
    void closeOverdue(Limits.Timeouts timeouts, long resumed) {
        connections
                .values()
                .forEach(connection ->
                        connection.overdue(timeouts, resumed).ifPresent(reason -> close(connection, reason)));
    }

    private void close(OpenConnection connection, CloseReason reason) {
        // Jetty notifies the listener a little later; no connection is counted or chosen twice.
        if (connections.remove(connection.http()) != null) {
            closed.accept(reason);
            connection.close();
        }
    }

    /**
     * Answers idle connections with 503 and Retry-After before they are closed. To close one silently would lose the
     * request that its client may be sending at that very moment: the API server does not repeat a POST that got no
     * answer. It does repeat one that gets this answer, and a client that has sent nothing drops the connection.
     */
    void sendElsewhere() {
        byte[] answer = RequestError.DRAINING.response().getBytes(StandardCharsets.US_ASCII);
        connections.values().stream().filter(OpenConnection::isIdle).forEach(connection -> {
            try {
                connection.http().getEndPoint().write(Callback.NOOP, ByteBuffer.wrap(answer));
            } catch (WritePendingException e) {
                // A request has arrived after all, and gets the same answer.
            }
        });
    }
}
