package dev.hotreload.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the content of some files changes. A mounted Secret or ConfigMap changes by a swap of its {@code ..data}
 * link, which a watch on the file itself misses; so the folder is watched, the files are polled as well, and what counts
 * is their content.
 */
final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    // A new pair of files that is being written is read once it has stayed the same for so long.
    private static final Duration SETTLE = Duration.ofMillis(100);

    private final List<Path> files;
    private final Duration poll;
    private final Runnable changed;
    private final Thread thread;
    private List<byte[]> seen;

    /**
     * Takes the content from whose change on is told; {@link #start} begins.
     *
     * @param changed called on a thread of the watch after each change
     */
    FileWatch(List<Path> files, Duration poll, Runnable changed) {
        this.files = List.copyOf(files);
        this.poll = poll;
        this.changed = changed;
        seen = contents();
        thread = new Thread(this::run, "file-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (WatchService service = FileSystems.getDefault().newWatchService()) {
            for (Path folder : files.stream().map(FileWatch::folder).distinct().toList()) {
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
            while (true) {
                WatchKey key = service.poll(poll.toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
                check();
            }
        } catch (IOException e) {
            LOG.atError().addKeyValue("error", e.getClass().getSimpleName()).log("Files are no longer watched");
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private void check() throws InterruptedException {
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

    private List<byte[]> contents() {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            try {
                contents.add(Files.readAllBytes(file));
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
        thread.interrupt();
    }
}
