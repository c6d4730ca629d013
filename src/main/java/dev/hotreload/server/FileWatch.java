package dev.hotreload.server;

import dev.hotreload.background.BackgroundLoop;
import dev.hotreload.usage.NamedFile;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports when the content of some files changes. A mounted Secret or ConfigMap changes by a swap of its {@code ..data}
 * link, which a watch on the file itself misses. So the folders are watched, the files are polled too, and their
 * content counts.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    /** Content counts once it has stayed the same for so long: a pair of files may be half written before. */
    private static final Duration SETTLE = Duration.ofMillis(100);

    private final List<Path> files;
    private final Duration poll;
    private @Nullable WatchService service;
    private List<byte[]> seen;
    private @Nullable BackgroundLoop loop;

    /** Remembers the content of the files: every later change is reported, those before {@link #start} too. */
    FileWatch(List<Path> files, Duration poll) {
        this.files = List.copyOf(files);
        this.poll = poll;
        seen = contents();
    }

    /**
     * Starts to report.
     *
     * @param changed called on a thread of the watch after each change
     * @param failures called on that thread with unexpected failures, after which the watch continues
     */
    void start(Runnable changed, Consumer<Throwable> failures) {
        if (!files.isEmpty()) {
            service = watch(files);
            loop = new BackgroundLoop("file-watch", () -> look(changed), failures);
            loop.start();
        }
    }

    /** Returns nothing where the system has no watch left to give: then the files are only polled. */
    private static @Nullable WatchService watch(List<Path> files) {
        try {
            WatchService service = FileSystems.getDefault().newWatchService();
            for (Path folder : files.stream().map(FileWatch::folder).distinct().toList()) {
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
            return service;
        } catch (IOException e) {
            LOG.warn("Files cannot be watched; polling them only");
            return null;
        }
    }

    private void look(Runnable changed) throws InterruptedException {
        awaitEvent();
        List<byte[]> now = contents();
        if (same(seen, now)) {
            return;
        }
        List<byte[]> before;
        do {
            before = now;
            Thread.sleep(SETTLE.toMillis());
            now = contents();
        } while (!same(before, now));
        seen = now;
        changed.run();
    }

    private void awaitEvent() throws InterruptedException {
        if (service == null) {
            Thread.sleep(poll.toMillis());
            return;
        }
        WatchKey key = service.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    private List<byte[]> contents() {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            try {
                contents.add(NamedFile.start(file));
            } catch (IOException e) {
                contents.add(new byte[0]);
            }
        }
        return contents;
    }

    private static boolean same(List<byte[]> a, List<byte[]> b) {
        for (int i = 0; i < a.size(); i++) {
            if (!Arrays.equals(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            LOG.debug("The watch service did not close", e);
        }
    }
}
