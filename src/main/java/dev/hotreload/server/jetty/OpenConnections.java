package dev.hotreload.server.jetty;

import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;

/**
 * The connections of the webhook's port. Jetty's internal connection class is used because only its parser knows whether a
 * request has begun, and when.
 */
public final class OpenConnections implements Connection.Listener {

    /** What {@link javax.net.ssl.SSLEngine#getSession} reports until the handshake is done. */
    private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";

    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.add(http);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.remove(http);
        }
    }

    public void forEach(Consumer<HttpConnection> action) {
        connections.forEach(action);
    }

    /**
     * Sends the clients of idle connections elsewhere. To close such a connection without a word would lose the request that
     * its client may be sending at that very moment: HTTP/1.1 knows no farewell, and the API server does not repeat a POST
     * that has got no answer. The answer that is here already is what such a request gets, and what the API server repeats
     * the request upon; a client that has sent nothing drops the connection.
     */
    public void sendElsewhere() {
        byte[] answer = RequestError.DRAINING.response().getBytes(StandardCharsets.US_ASCII);
        connections.forEach(connection -> {
            if (isIdle(connection)) {
                try {
                    connection.getEndPoint().write(Callback.NOOP, ByteBuffer.wrap(answer));
                } catch (WritePendingException e) {
                    // A request has come in after all, and is being answered the same.
                }
            }
        });
    }

    private static boolean isIdle(HttpConnection connection) {
        return isEncrypted(connection) && connection.getParser().getBeginNanoTime() == 0;
    }

    /** Returns whether the handshake is done. */
    public static boolean isEncrypted(HttpConnection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint tls
                && !tls.getSslConnection()
                        .getSSLEngine()
                        .getSession()
                        .getCipherSuite()
                        .equals(NO_CIPHER_SUITE);
    }
}
