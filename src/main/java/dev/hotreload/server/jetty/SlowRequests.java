package dev.hotreload.server.jetty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request is not there as a whole in time, counted from its first byte, or whose handshake is not
 * done in time: Jetty's idle timeout starts anew with every byte, so a sender of one byte a second would stay for ever.
 *
 * <p>A connection without a request is idle, and that from its handshake on: the API server's client opens some that it keeps
 * for later, and to close one of those early could cost it a request.
 */
public final class SlowRequests extends AbstractLifeCycle {

    private final OpenConnections connections;
    private final Limits limits;
    private final Scheduler scheduler;
    private volatile Scheduler.Task next = () -> true;

    public SlowRequests(OpenConnections connections, Limits limits, Scheduler scheduler) {
        this.connections = connections;
        this.limits = limits;
        this.scheduler = scheduler;
    }

    @Override
    protected void doStart() {
        sweepLater();
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void sweepLater() {
        long between = Math.max(limits.requestRead().toNanos() / 10, 1_000_000);
        next = scheduler.schedule(this::sweep, between, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        connections.forEach(connection -> {
            if (isSlow(connection)) {
                connection.getEndPoint().close();
            }
        });
        if (isStarted()) {
            sweepLater();
        }
    }

    private boolean isSlow(HttpConnection connection) {
        HttpParser parser = connection.getParser();
        long began = parser.getBeginNanoTime();
        if (began == 0) {
            Duration most = OpenConnections.isEncrypted(connection) ? limits.idle() : limits.requestRead();
            boolean first = connection.getMessagesIn() == 0;
            long age = System.currentTimeMillis() - connection.getCreatedTimeStamp();
            return first && age > most.toMillis();
        }
        boolean unfinished = parser.inHeaderState() || parser.inContentState();
        return unfinished && NanoTime.since(began) > limits.requestRead().toNanos();
    }
}
