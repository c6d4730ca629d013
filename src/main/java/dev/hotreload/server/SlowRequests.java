package dev.hotreload.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose request is not there as a whole in time, counted from its first byte, or whose first request
 * does not begin in time: Jetty's idle timeout starts anew with every byte, so a sender of one byte a second would stay
 * for ever. Jetty's internal connection class is used because only its parser knows when a request began.
 */
final class SlowRequests extends AbstractLifeCycle implements Connection.Listener {

    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final long limit;
    private final Scheduler scheduler;
    private volatile Scheduler.Task next = () -> true;

    SlowRequests(Duration limit, Scheduler scheduler) {
        this.limit = limit.toNanos();
        this.scheduler = scheduler;
    }

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

    @Override
    protected void doStart() {
        sweepLater();
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void sweepLater() {
        next = scheduler.schedule(this::sweep, Math.max(limit / 10, 1_000_000), TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        for (HttpConnection connection : connections) {
            if (isSlow(connection)) {
                connection.getEndPoint().close();
            }
        }
        if (isStarted()) {
            sweepLater();
        }
    }

    private boolean isSlow(HttpConnection connection) {
        HttpParser parser = connection.getParser();
        long began = parser.getBeginNanoTime();
        if (began == 0) {
            boolean first = connection.getMessagesIn() == 0;
            long age = System.currentTimeMillis() - connection.getCreatedTimeStamp();
            return first && age > TimeUnit.NANOSECONDS.toMillis(limit);
        }
        boolean unfinished = parser.inHeaderState() || parser.inContentState();
        return unfinished && NanoTime.since(began) > limit;
    }
}
