package dev.hotreload.server.jetty;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * One connection, and how long its client has kept us waiting. Jetty's idle timeout starts once more with every byte,
 * so a client that sends or reads one byte a second would stay forever. Jetty's internal connection class is used
 * because only its parser knows whether a request has begun, and when.
 */
final class OpenConnection {

    /** What {@link javax.net.ssl.SSLEngine#getSession} reports until the handshake is done. */
    private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";

    /** A connection this young is closed for others only when all are. */
    private static final Duration YOUNG = Duration.ofSeconds(1);

    private static final long NOT_WRITING = -1;

    private final HttpConnection connection;
    private final long opened = NanoTime.now();
    // The response that waits for its client, and since when: written by the sweep only.
    private long writing = NOT_WRITING;
    private long writingSince;

    OpenConnection(HttpConnection connection) {
        this.connection = connection;
    }

    HttpConnection http() {
        return connection;
    }

    void close() {
        connection.getEndPoint().close();
    }

    /** Returns whether the next byte that is expected is the first one of a request. */
    boolean isIdle() {
        return isEncrypted() && connection.getParser().getBeginNanoTime() == 0;
    }

    /**
     * Returns why the client has used up its time; empty when it has not. Only one thread may ask.
     *
     * @param resumed time before this does not count
     */
    Optional<CloseReason> overdue(Limits.Timeouts timeouts, long resumed) {
        if (isResponseOverdue(timeouts.responseRead(), resumed)) {
            return Optional.of(CloseReason.SLOW_RESPONSE);
        }
        HttpParser parser = connection.getParser();
        long began = parser.getBeginNanoTime();
        if (began != 0) {
            return isArriving() && isOver(later(began, resumed), requestRead(timeouts))
                    ? Optional.of(CloseReason.SLOW_REQUEST)
                    : Optional.empty();
        }
        if (!isEncrypted()) {
            return isOver(later(opened, resumed), timeouts.requestRead())
                    ? Optional.of(CloseReason.SLOW_REQUEST)
                    : Optional.empty();
        }
        // The API server's client opens some connections that it keeps for later: they may be idle from the handshake
        // on.
        return isUnused() && isOver(later(opened, resumed), timeouts.idle())
                ? Optional.of(CloseReason.UNUSED)
                : Optional.empty();
    }

    /**
     * A request that is answered already, because it was refused, may take longer: to close the connection while its
     * client is still sending would cost it the answer.
     */
    private Duration requestRead(Limits.Timeouts timeouts) {
        return connection.getGenerator().isCommitted()
                ? timeouts.requestRead().multipliedBy(3)
                : timeouts.requestRead();
    }

    /** The pending write has to be that of one response all the time: a slow reader of many responses is not slow. */
    private boolean isResponseOverdue(Duration most, long resumed) {
        if (!isWritePending()) {
            writing = NOT_WRITING;
            return false;
        }
        long response = connection.getMessagesOut();
        if (response != writing) {
            writing = response;
            writingSince = NanoTime.now();
        }
        return isOver(later(writingSince, resumed), most);
    }

    /** Orders the connections by which of them is closed first when there are too many. */
    static Comparator<OpenConnection> leastDeserving() {
        return Comparator.comparing(OpenConnection::isBusy)
                .thenComparing(OpenConnection::isYoung)
                .thenComparing(OpenConnection::isKeptAlive)
                .thenComparing((a, b) -> Long.signum(a.opened - b.opened));
    }

    private boolean isBusy() {
        return connection.getParser().getBeginNanoTime() != 0 && !isArriving() && !isWritePending();
    }

    private boolean isYoung() {
        return !isOver(opened, YOUNG);
    }

    private boolean isKeptAlive() {
        return isIdle() && !isUnused();
    }

    private boolean isUnused() {
        return connection.getMessagesIn() == 0;
    }

    private boolean isArriving() {
        HttpParser parser = connection.getParser();
        return parser.inHeaderState() || parser.inContentState();
    }

    private boolean isWritePending() {
        return connection.getEndPoint() instanceof AbstractEndPoint endPoint
                && endPoint.getWriteFlusher().isPending();
    }

    private boolean isEncrypted() {
        return !(connection.getEndPoint() instanceof SslConnection.SslEndPoint tls)
                || !tls.getSslConnection()
                        .getSSLEngine()
                        .getSession()
                        .getCipherSuite()
                        .equals(NO_CIPHER_SUITE);
    }

    private static long later(long a, long b) {
        return NanoTime.isBefore(a, b) ? b : a;
    }

    private static boolean isOver(long since, Duration most) {
        return NanoTime.since(since) > most.toNanos();
    }
}
