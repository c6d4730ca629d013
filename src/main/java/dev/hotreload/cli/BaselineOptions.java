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

    private Optional<Baseline> known = Optional.empty();

    /**
     * Reads the baseline: before the review, which may take long.
     *
     * @throws UsageException when it cannot be read or is not a baseline, or when one could not be written
     */
    void prepare() throws UsageException {
        if (baseline != null) {
            known = Optional.of(read(baseline));
        }
        if (write != null) {
            Optional<String> missing = FileCause.missingFolder(write);
            if (missing.isPresent()) {
                throw new UsageException(write + ": the baseline cannot be written: " + missing.get() + ".");
            }
        }
    }

    /**
     * Returns the review with the findings of the baselines suppressed.
     *
     * @throws UsageException when a file cannot be written
     */
    Review applyTo(Review review) throws UsageException {
        if (write != null) {
            Baseline written = Baseline.of(review);
            write(write, written.text());
            return written.applyTo(review, write.toString());
        }
        return known.map(read -> read.applyTo(review, String.valueOf(baseline))).orElse(review);
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
