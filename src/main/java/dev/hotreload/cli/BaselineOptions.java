package dev.hotreload.cli;

import dev.hotreload.review.Review;
import dev.hotreload.review.input.FileCause;
import dev.hotreload.review.run.Baseline;
import dev.hotreload.usage.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which only new findings count. */
final class BaselineOptions {

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Ignore the findings that this file holds, so that only new ones count.")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write the findings of this review to a file for --baseline, and ignore them.")
    private @Nullable Path write;

    /**
     * Returns the review with the findings of the baselines suppressed.
     *
     * @throws UsageException when a file cannot be read or written, or is not a baseline
     */
    Review applyTo(Review review) throws UsageException {
        if (write != null) {
            Baseline written = Baseline.of(review);
            write(write, written.text());
            return written.applyTo(review, write.toString());
        }
        return baseline == null ? review : read(baseline).applyTo(review, baseline.toString());
    }

    /** Fails where a baseline could not be written: before the review, which may take long. */
    void requireFolder() throws UsageException {
        if (write != null) {
            Optional<String> missing = FileCause.missingFolder(write);
            if (missing.isPresent()) {
                throw new UsageException(write + ": the baseline cannot be written: " + missing.get() + ".");
            }
        }
    }

    private static Baseline read(Path file) throws UsageException {
        Optional<Baseline> read;
        try {
            read = Baseline.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UsageException(file + ": the baseline cannot be read: " + FileCause.of(e) + ".");
        }
        return read.orElseThrow(() -> new UsageException(file + ": not a baseline; --write-baseline makes one."));
    }

    private static void write(Path file, String text) throws UsageException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UsageException(file + ": the baseline cannot be written: " + FileCause.ofWriting(file, e) + ".");
        }
    }
}
