package dev.hotreload.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The pods of {@code src/test/resources/review/pods}, by the name of their file. */
final class ReviewFixtures {

    static final Path REPORTS = Path.of("src/test/resources/review/reports");

    static final String COMPLIANT = pod("compliant");
    static final String TO_PATCH = pod("to-patch");
    static final String DEPLOYMENT = pod("deployment-to-patch");
    static final String BLOCKED = pod("blocked");

    static final Invocation INVOCATION =
            new Invocation("1.2.3", "hot-reload review deploy/", "deploy/", Instant.EPOCH, 1);

    private ReviewFixtures() {}

    static String pod(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/review/pods", name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file below a folder and returns its path as a command takes it. */
    static String file(Path folder, String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
