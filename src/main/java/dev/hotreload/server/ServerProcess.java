package dev.hotreload.server;

import dev.hotreload.background.UnexpectedFailure;
import dev.hotreload.usage.UsageException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the process that serves: it starts, it serves, and a signal or an exhausted heap ends it in order. */
public final class ServerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final int STOPPED = 0;
    private static final int FAILED = 2;
    private static final Duration SPARE = Duration.ofSeconds(10);

    private ServerProcess() {}

    /**
     * Serves until the heap is exhausted. SIGTERM, SIGINT and SIGHUP shut the server down and end the process with exit
     * code 0. The same signal once more changes nothing, apart from SIGINT, which then ends the process at once.
     *
     * @param ready called when the server is ready
     * @return the exit code
     * @throws UsageException when the options cannot be used: a file, a port
     */
    public static int run(ServerOptions options, String version, Consumer<HotReloadServer> ready)
            throws UsageException, InterruptedException {
        HotReloadServer server = HotReloadServer.start(options, version);
        Thread signalled = new Thread(() -> Runtime.getRuntime().halt(shutDown(server, STOPPED)), "shutdown");
        Runtime.getRuntime().addShutdownHook(signalled);
        SecondInterrupt.endsAtOnce();
        ready.accept(server);
        server.awaitHeapExhausted();
        withdraw(signalled);
        haltWhenOverdue(options.drain());
        return shutDown(server, FAILED);
    }

    /** Waits for a signal that came first: it ends the process. */
    private static void withdraw(Thread signalled) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(signalled);
        } catch (IllegalStateException e) {
            signalled.join();
        }
    }

    /** Without memory even a shutdown may hang. */
    private static void haltWhenOverdue(ServerOptions.Drain drain) {
        Duration most = drain.delay().plus(drain.most()).plus(SPARE);
        Thread overdue = new Thread(
                () -> {
                    LockSupport.parkNanos(most.toNanos());
                    Runtime.getRuntime().halt(FAILED);
                },
                "shutdown-overdue");
        overdue.setDaemon(true);
        overdue.start();
    }

    /**
     * Returns the exit code. The hook halts with it: otherwise the JVM would report the signal instead of the clean
     * end.
     */
    private static int shutDown(HotReloadServer server, int exitCode) {
        try {
            server.shutDown();
            return exitCode;
        } catch (Throwable e) {
            UnexpectedFailure.log(LOG, e).log("Shutdown failed; " + UnexpectedFailure.PLEASE_REPORT);
            return FAILED;
        }
    }
}
