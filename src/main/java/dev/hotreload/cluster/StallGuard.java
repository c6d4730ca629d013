package dev.hotreload.cluster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A body that is closed when nothing of it arrives for some time, so that whoever reads it does not wait forever. */
final class StallGuard extends FilterInputStream {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hot-reload-stall-guard");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private final Duration longest;
    private volatile boolean stalled;

    StallGuard(InputStream body, Duration longest) {
        super(body);
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ScheduledFuture<?> alarm = CLOCK.schedule(this::stall, longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw stalled ? timeout(e) : e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static IOException timeout(IOException cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("the body stalls");
        timeout.initCause(cause);
        return timeout;
    }

    private void stall() {
        stalled = true;
        try {
            in.close();
        } catch (IOException e) {
            // Whoever reads gets the failure.
            return;
        }
    }
}
