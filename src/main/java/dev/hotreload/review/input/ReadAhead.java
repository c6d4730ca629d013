package dev.hotreload.review.input;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads files on all cores and hands them on in their order, on the caller's thread: the files of a folder are
 * independent, but a report is not to depend on which was read first. Only a few are held at once.
 */
final class ReadAhead {

    /** How many files a core may be ahead of the one that is handed on. */
    private static final int AHEAD = 4;

    /** A nested file needs stack: no less than the main thread has. */
    private static final long STACK = 8L << 20;

    private final int cores;

    ReadAhead(int cores) {
        this.cores = cores;
    }

    /**
     * Reads each file and hands on what it became. What a read throws is thrown when it is the file's turn.
     *
     * @param isSmall whether a file may be read before its turn: large ones together could fill the memory
     */
    <F, M> void each(List<F> files, Predicate<F> isSmall, Function<F, M> read, Consumer<M> next) {
        if (cores == 1 || files.size() == 1) {
            files.forEach(file -> next.accept(read.apply(file)));
            return;
        }
        ExecutorService readers = Executors.newFixedThreadPool(cores, ReadAhead::reader);
        try {
            Iterator<F> rest = files.iterator();
            Queue<FutureTask<M>> reading = new ArrayDeque<>();
            while (rest.hasNext() || !reading.isEmpty()) {
                while (rest.hasNext() && reading.size() < cores * AHEAD) {
                    F file = rest.next();
                    FutureTask<M> task = new FutureTask<>(() -> read.apply(file));
                    reading.add(task);
                    if (isSmall.test(file)) {
                        readers.execute(task);
                    }
                }
                next.accept(result(reading.remove()));
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static Thread reader(Runnable reading) {
        Thread thread = new Thread(null, reading, "hot-reload-reader", STACK);
        thread.setDaemon(true);
        return thread;
    }

    private static <M> M result(FutureTask<M> task) {
        // Reads here and now what no reader has begun; otherwise this does nothing.
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the wait for a file was interrupted", e);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
